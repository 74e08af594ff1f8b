"""'Share in channel' below a private answer."""

from typing import Self

import discord

from bot.common.errors import VerbatimError
from bot.discord_app.components.buttons import (
    Host,
    StatelessButton,
    unknown_button,
)
from bot.discord_app.locales import Language
from bot.discord_app.ui.appearance import SHARE
from bot.discord_app.ui.cards import Text, let_go
from bot.discord_app.ui.lines import SMALL
from bot.discord_app.ui.received import Interaction


class ShareButton(StatelessButton, kind="share"):
    """Posts a private answer in the channel, in the name of the person who asked."""

    @classmethod
    def by(cls, asker: int, label: str) -> Self:
        """Let the person who asked share the answer."""
        return cls.make(str(asker), label=label, emoji=SHARE)

    async def press(self, interaction: Interaction, host: Host, language: Language) -> None:
        """Post a copy of the message, after it can no longer be asked for a second time."""
        message, card, channel = interaction.message, self.view, interaction.channel
        if message is None or not isinstance(card, discord.ui.LayoutView) or not interaction.guild:
            raise unknown_button(language)
        # Only a forged press can come from somebody else, or from a message that is not private.
        if self.argument != str(interaction.user.id) or not message.flags.ephemeral:
            raise VerbatimError(language.say("share.not_yours"))
        if not isinstance(channel, discord.abc.Messageable) or not may_post(interaction):
            raise VerbatimError(language.say("share.not_allowed"))
        shown = interaction.user.mention  # which pings nobody, as the client forbids it
        by = SMALL + host.languages.for_all(interaction).say("share.by", name=shown)
        # Disabled before the copy is posted: two quick presses would post it twice.
        self.item.disabled, self.item.label = True, language.say("share.done")
        await interaction.response.edit_message(view=let_go(card))
        try:
            await channel.send(view=public_copy(message, by))
        except discord.HTTPException as error:
            self.item.disabled, self.item.label = False, language.say("share.share")
            await interaction.edit_original_response(view=let_go(card))
            raise VerbatimError(language.say("share.failed")) from error


def may_post(interaction: Interaction) -> bool:
    """Whether both the person who pressed and the bot may write in the channel."""
    # Commands can be used where their user may not write; sharing must not get around that.
    in_thread = isinstance(interaction.channel, discord.Thread)
    needed = discord.Permissions(
        view_channel=True,
        send_messages=not in_thread,
        send_messages_in_threads=in_thread,
    )
    return needed <= interaction.permissions and needed <= interaction.app_permissions


def public_copy(message: discord.Message, by: str) -> discord.ui.LayoutView:
    """Return the card of a private answer without its share button, headed by the sharer's name."""
    card = discord.ui.LayoutView.from_message(message, timeout=None)
    for row in [one for one in card.walk_children() if isinstance(one, discord.ui.ActionRow)]:
        for button in row.children:
            if ShareButton.argument_in(getattr(button, "custom_id", None)) is not None:
                row.remove_item(button)
    public = discord.ui.LayoutView(timeout=None)
    public.add_item(Text(by))
    for item in card.children:
        public.add_item(item)
    return let_go(public)

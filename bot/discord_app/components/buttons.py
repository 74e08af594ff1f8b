"""Buttons that work as long as their message: their whole state is in their custom id.

discord.py forgets a view at a restart. Here only the classes are registered, at the start, and a
press is decoded from the custom id alone: `vb:`, the kind of button, `:`, and its argument.
"""

import re
from typing import Any, ClassVar, Self, TypeVar, cast

import discord
from discord.ext import commands

from bot.common.errors import VerbatimError
from bot.discord_app.access.channel_check import is_admitted
from bot.discord_app.access.channels import ChannelRule
from bot.discord_app.access.flood import FloodGuard, is_within_limits
from bot.discord_app.locales import Languages
from bot.discord_app.ui.failures import report
from bot.discord_app.ui.limits import BUTTON_LABEL, CUSTOM_ID, cut
from bot.library.live import LiveCorpus
from bot.querylog.recorder import Recorder

ClientT = TypeVar("ClientT", bound=discord.Client)
Interaction = discord.Interaction[discord.Client]
Button = discord.ui.Button[discord.ui.LayoutView]

PREFIX = "vb:"


class Host(commands.AutoShardedBot):
    """The client, as commands and buttons know it: with the services that they use."""

    live: LiveCorpus
    log: Recorder
    languages: Languages
    channel_rule: ChannelRule
    flood: FloodGuard

    async def answer(
        self,
        interaction: Interaction,
        question: str,
        *,
        private: bool,
        of_all_articles: bool = False,
    ) -> None:
        """Answer a deferred interaction, privately or publicly."""
        raise NotImplementedError


class StatelessButton(discord.ui.DynamicItem[Button], template=r"(?!)"):
    """One kind of button; subclasses implement `press`.

    Do not mix them with views that discord.py keeps: when a view with both of them ends, discord.py
    unregisters these classes, too.
    """

    kind: ClassVar[str]
    is_costly: ClassVar[bool] = False
    """Whether a press counts as much as a question does; others are light."""
    is_question: ClassVar[bool] = False
    """Whether a press asks one."""

    @classmethod
    def make(cls, argument: str, *, label: str | None = None, emoji: str | None = None) -> Self:
        """Make a button of this kind; raises ValueError if the argument is too long."""
        custom_id = f"{PREFIX}{cls.kind}:{argument}"
        if len(custom_id) > CUSTOM_ID:
            raise ValueError(f"{custom_id} is no custom id: it has {len(custom_id)} characters")
        shown = None if label is None else cut(label, BUTTON_LABEL)
        return cls(discord.ui.Button(custom_id=custom_id, label=shown, emoji=emoji))

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction[ClientT],
        item: discord.ui.Item[Any],
        match: re.Match[str],
        /,
    ) -> Self:
        """Recreate the pressed button from its custom id."""
        return cls(cast(Button, item))

    @classmethod
    def is_named_by(cls, custom_id: str | None) -> bool:
        """Whether a custom id is one of this kind's."""
        return custom_id is not None and custom_id.startswith(f"{PREFIX}{cls.kind}:")

    @property
    def argument(self) -> str:
        """What the custom id says besides the kind."""
        return self.custom_id.removeprefix(f"{PREFIX}{self.kind}:")

    def disable(self) -> Self:
        """Disable the button."""
        self.item.disabled = True
        return self

    async def callback(self, interaction: discord.Interaction[ClientT]) -> None:
        """Run the button after the channel and rate-limit checks, and report failures."""
        # discord.py types the client as any; there is one bot, which is the Host.
        host, pressed = cast(Host, interaction.client), cast(Interaction, interaction)
        try:
            # The message may be weeks old, and channels, rights and limits others by now.
            if await self._may_be_pressed(pressed, host):
                if is_of_another(pressed):
                    raise VerbatimError(host.languages.for_one(pressed).say("buttons.not_yours"))
                await self.press(pressed, host)
        except Exception as error:  # whatever it is, the one who pressed is told
            language = host.languages.for_one(pressed)
            await report(pressed, error, language, what=f"the button {self.kind}")

    async def _may_be_pressed(self, interaction: Interaction, host: Host) -> bool:
        if not await is_admitted(interaction, host.channel_rule, host.languages):
            return False
        return await is_within_limits(
            *(interaction, host.flood, host.languages),
            is_question=self.is_question,
            is_light=not self.is_costly,
        )

    async def press(self, interaction: Interaction, host: Host) -> None:
        """Run the button. Raises VerbatimError with a text for the person who pressed it."""
        raise NotImplementedError


def is_of_another(interaction: Interaction) -> bool:
    """Whether a press is of somebody else's private message, which only a forged press can be."""
    message = interaction.message
    if message is None or not message.flags.ephemeral or message.interaction_metadata is None:
        return False
    return message.interaction_metadata.user.id != interaction.user.id


def template_of(kind: str) -> str:
    """Return the pattern of a kind's custom ids; malformed ones are refused when pressed."""
    return rf"(?s){PREFIX}{kind}:.*"


def unknown_button(interaction: Interaction, host: Host) -> VerbatimError:
    """Return the refusal of a button that says nothing that the bot understands."""
    return VerbatimError(host.languages.for_one(interaction).say("buttons.unknown"))

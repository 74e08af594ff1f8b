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
from bot.discord_app.locales import Language, Languages
from bot.discord_app.ui.failures import report
from bot.discord_app.ui.limits import BUTTON_LABEL, CUSTOM_ID, cut
from bot.discord_app.ui.received import Interaction
from bot.library.live import LiveCorpus
from bot.querylog.recorder import Recorder

ClientT = TypeVar("ClientT", bound=discord.Client)
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
    """One kind of button; subclasses name it and implement `press`.

    With `is_costly`, a press counts as much against the rate limits as a question does; with
    `is_question`, it asks one.

    Do not mix them with views that discord.py keeps: when a view with both of them ends, discord.py
    unregisters these classes, too.
    """

    kind: ClassVar[str]
    _is_costly: ClassVar[bool]
    _is_question: ClassVar[bool]

    def __init_subclass__(
        cls,
        kind: str,
        *,
        template: str = "",
        is_costly: bool = False,
        is_question: bool = False,
    ) -> None:
        cls.kind, cls._is_costly, cls._is_question = kind, is_costly, is_question
        # Any argument is taken here, and a malformed one is refused when the button is pressed.
        super().__init_subclass__(template=template or rf"(?s){PREFIX}{kind}:.*")

    @classmethod
    def id_of(cls, argument: str) -> str:
        """Return the custom id of a button with an argument, whatever its length."""
        return f"{PREFIX}{cls.kind}:{argument}"

    @classmethod
    def argument_in(cls, custom_id: str | None) -> str | None:
        """Return the argument in a custom id; None if it is not one of this kind."""
        prefix = cls.id_of("")
        if custom_id is None or not custom_id.startswith(prefix):
            return None
        return custom_id.removeprefix(prefix)

    @classmethod
    def make(cls, argument: str, *, label: str | None = None, emoji: str | None = None) -> Self:
        """Make a button of this kind; raises ValueError if the argument is too long."""
        custom_id = cls.id_of(argument)
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

    @property
    def argument(self) -> str:
        """What the custom id says besides the kind."""
        return self.custom_id.removeprefix(self.id_of(""))

    def disable(self) -> Self:
        """Disable the button."""
        self.item.disabled = True
        return self

    async def callback(self, interaction: discord.Interaction[ClientT]) -> None:
        """Run the button after the channel and rate-limit checks, and report failures."""
        # discord.py types the client as any; there is one bot, which is the Host.
        host, pressed = cast(Host, interaction.client), cast(Interaction, interaction)
        language = host.languages.for_one(pressed)
        try:
            # The message may be weeks old, and channels, rights and limits others by now.
            if await self._may_be_pressed(pressed, host):
                # After the channel check: a forged press must not find out which channels are
                # allowed.
                if is_of_another(pressed):
                    raise VerbatimError(language.say("buttons.not_yours"))
                await self.press(pressed, host, language)
        except Exception as error:  # whatever it is, the person who pressed learns of it
            await report(pressed, error, language, what=f"the button {self.kind}")

    async def _may_be_pressed(self, interaction: Interaction, host: Host) -> bool:
        if not await is_admitted(interaction, host.channel_rule, host.languages):
            return False
        return await is_within_limits(
            *(interaction, host.flood, host.languages),
            is_question=self._is_question,
            is_light=not self._is_costly,
        )

    async def press(self, interaction: Interaction, host: Host, language: Language) -> None:
        """Run the button. Raises VerbatimError with a text for the person who pressed it.

        `language` is theirs.
        """
        raise NotImplementedError


def is_of_another(interaction: Interaction) -> bool:
    """Whether a press is of somebody else's private message, which only a forged press can be."""
    message = interaction.message
    if message is None or not message.flags.ephemeral or message.interaction_metadata is None:
        return False
    return message.interaction_metadata.user.id != interaction.user.id


def unknown_button(language: Language) -> VerbatimError:
    """Return the refusal of a button whose argument is malformed."""
    return VerbatimError(language.say("buttons.unknown"))

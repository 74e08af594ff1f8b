"""The message of `/settings`: the settings and their controls."""

import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace

import discord

from bot.common.errors import VerbatimError
from bot.discord_app.access.permission_check import AdminCheck
from bot.discord_app.components.panels import AdminPanel
from bot.discord_app.locales import Language
from bot.discord_app.settings.card import name_language, settings_embed
from bot.discord_app.settings.store import NOTHING_SET, ServerSettings
from bot.discord_app.ui.received import Interaction
from bot.querylog.records import GuildSettings

logger = logging.getLogger(__name__)

MOST_CHANNELS = 25
"""Discord's limit of what can be chosen at once."""

_SENTENCES = range(1, 11)
_DEFAULT = "default"
# Of those where people write; Discord's description of its interface has no media channels (16).
_CHANNEL_TYPES = [
    discord.ChannelType.text,
    discord.ChannelType.news,
    discord.ChannelType.forum,
    discord.ChannelType.voice,
    discord.ChannelType.stage_voice,
]

View = discord.ui.View
Change = Callable[[GuildSettings], GuildSettings]
Choose = Callable[[Interaction, str | None], Awaitable[None]]


class SettingsPanel(AdminPanel):
    """Shows and changes the settings of a guild, for the admin who opened it."""

    def __init__(
        self,
        asked: Interaction,
        guild: discord.Guild,
        admins: AdminCheck,
        settings: ServerSettings,
        language: Language,
    ) -> None:
        super().__init__(asked, admins, what="a setting")
        self._guild = guild
        self._settings = settings
        self._language = language
        self._fill()

    @property
    def embed(self) -> discord.Embed:
        """The current settings."""
        return settings_embed(
            self._settings, self._guild.id, self._admins.languages, self._language
        )

    async def change(self, interaction: Interaction, change: Change) -> None:
        """Change a setting, and show the result."""
        await interaction.response.defer()
        # From the stored settings, not from those shown: another admin may have changed them.
        settings = change(self._settings.of(self._guild.id))
        await self._settings.change(self._guild.id, settings)
        logger.info("User %s set for guild %s: %s", interaction.user.id, self._guild.id, settings)
        self._fill()
        await interaction.edit_original_response(embed=self.embed, view=self)

    async def choose_channels(self, interaction: Interaction, ids: Iterable[int]) -> None:
        """Answer in these channels only. Raises VerbatimError if one is not of this guild."""
        chosen = frozenset(ids)
        if not all(self._guild.get_channel(one) for one in chosen):
            raise VerbatimError(self._language.say("settings.unknown_channel"))
        await self.change(interaction, lambda now: replace(now, channels=chosen))

    async def _choose_language(self, interaction: Interaction, code: str | None) -> None:
        await self.change(interaction, lambda now: replace(now, language=code))

    async def _choose_sentences(self, interaction: Interaction, number: str | None) -> None:
        chosen = None if number is None else int(number)
        await self.change(interaction, lambda now: replace(now, sentences=chosen))

    async def _toggle_private(self, interaction: Interaction) -> None:
        private = not self._settings.is_private(self._guild.id)
        await self.change(interaction, lambda now: replace(now, private=private))

    async def _answer_everywhere(self, interaction: Interaction) -> None:
        await self.change(interaction, lambda now: replace(now, channels=frozenset()))

    async def _reset(self, interaction: Interaction) -> None:
        await self.change(interaction, lambda _: NOTHING_SET)

    def _fill(self) -> None:
        """Add the controls, in the state of the current settings."""
        say, guild_id = self._language.say, self._guild.id
        # Both: the controls show what applies, the reset button only what was set here.
        own, channels = self._settings.of(guild_id), self._settings.channels(guild_id)
        # Those of the configuration may be of other guilds, gone, or of a kind that is not offered.
        found = {one: self._guild.get_channel(one) for one in channels}
        known = [
            one for one, channel in found.items() if channel and channel.type in _CHANNEL_TYPES
        ]
        is_private = self._settings.is_private(guild_id)
        self.clear_items()
        self.add_item(_Channels(self, known, say("settings.choose_channels")))
        self.add_item(_List(self._choose_language, self._languages(own.language), self._language))
        self.add_item(_List(self._choose_sentences, self._counts(own.sentences), self._language))
        private = "settings.make_public" if is_private else "settings.make_private"
        self.add_button(self._toggle_private, say(private))
        self.add_button(
            self._answer_everywhere, say("settings.answer_everywhere"), disabled=not channels
        )
        self.add_button(
            self._reset,
            say("settings.reset"),
            style=discord.ButtonStyle.danger,
            disabled=own == NOTHING_SET,
        )

    def _languages(self, chosen: str | None) -> list[discord.SelectOption]:
        languages, code = self._admins.languages, self._settings.language(None)
        options = [
            discord.SelectOption(label=one.name, value=code, default=code == chosen)
            for code, one in languages.by_code.items()
        ]
        return [
            self._default_option(name_language(code, languages, self._language), chosen),
            *options,
        ]

    def _counts(self, chosen: int | None) -> list[discord.SelectOption]:
        def write(count: int) -> str:
            return self._language.count("settings.count", count)

        options = [
            discord.SelectOption(label=write(one), value=str(one), default=one == chosen)
            for one in _SENTENCES
        ]
        return [self._default_option(write(self._settings.sentences(None)), chosen), *options]

    def _default_option(self, value: str, chosen: object) -> discord.SelectOption:
        label = self._language.say("settings.by_default", value=value)
        return discord.SelectOption(label=label, value=_DEFAULT, default=chosen is None)


class _Channels(discord.ui.ChannelSelect[View]):
    def __init__(self, panel: SettingsPanel, chosen: Iterable[int], placeholder: str) -> None:
        super().__init__(
            channel_types=_CHANNEL_TYPES,
            placeholder=placeholder,
            max_values=MOST_CHANNELS,
            default_values=[
                discord.SelectDefaultValue(id=one, type=discord.SelectDefaultValueType.channel)
                for one in sorted(chosen)[:MOST_CHANNELS]
            ],
        )
        self._panel = panel

    async def callback(self, interaction: Interaction) -> None:
        """Set the channels."""
        await self._panel.choose_channels(interaction, (one.id for one in self.values))


class _List(discord.ui.Select[View]):
    def __init__(
        self, choose: Choose, options: list[discord.SelectOption], language: Language
    ) -> None:
        super().__init__(options=options)
        self._choose = choose
        self._refusal = language.say("buttons.unknown")

    async def callback(self, interaction: Interaction) -> None:
        """Apply the chosen option; the default option stands for None."""
        (value,) = self.values
        if value not in {option.value for option in self.options}:  # a forged one
            raise VerbatimError(self._refusal)
        await self._choose(interaction, None if value == _DEFAULT else value)

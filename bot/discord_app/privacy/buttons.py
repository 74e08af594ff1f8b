"""The buttons of `/privacy`: they act for whoever presses them."""

import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from io import BytesIO
from types import MappingProxyType
from typing import Self

import discord

from bot.discord_app.components.buttons import (
    Host,
    StatelessButton,
    unknown_button,
)
from bot.discord_app.locales import Language
from bot.discord_app.ui.appearance import INFORMATION
from bot.discord_app.ui.cards import Row, Text, make_card
from bot.discord_app.ui.received import Interaction
from bot.querylog.personal import PersonalRecords
from bot.querylog.records import Holdings, PersonalData

logger = logging.getLogger(__name__)

FILE_NAME = "verbatim-about-you.json"
_DOWNLOAD, _DELETE, _CONFIRM, _KEEP = "download", "delete", "confirm", "keep"


class PrivacyButton(StatelessButton, kind="privacy", is_costly=True):
    """Gives people their data, or deletes it after a confirmation."""

    @classmethod
    def for_overview(cls, language: Language) -> tuple[Self, Self]:
        """Make the buttons to download and to delete."""
        download = cls.make(_DOWNLOAD, label=language.say("privacy.download"))
        return download, cls.make(_DELETE, label=language.say("privacy.delete")).warn()

    @classmethod
    def for_confirmation(cls, language: Language) -> tuple[Self, Self]:
        """Make the buttons to delete for good, or to keep everything."""
        confirm = cls.make(_CONFIRM, label=language.say("privacy.delete_for_good")).warn()
        return confirm, cls.make(_KEEP, label=language.say("privacy.keep"))

    def warn(self) -> Self:
        """Make the button red, because a press deletes something."""
        self.item.style = discord.ButtonStyle.danger
        return self

    async def press(self, interaction: Interaction, host: Host, language: Language) -> None:
        """Do what the button says, for the person who pressed it."""
        action, records = _ACTIONS.get(self.argument), host.log.personal
        if action is None:
            raise unknown_button(language)
        # The card may be older than the present configuration.
        if records is None:  # it was switched off since
            await interaction.response.send_message(
                language.say("privacy.log_is_off"), ephemeral=True
            )
        else:
            await action(interaction, records, language)


def write_amount(holdings: Holdings, language: Language) -> str:
    """Write the number of questions, and of votes if there are any."""
    questions = language.count("counts.questions", holdings.questions)
    votes = language.count("counts.votes", holdings.votes) if holdings.votes else ""
    return ", ".join(filter(None, (questions, votes)))


def personal_file(data: PersonalData) -> discord.File:
    """Write a person's data as indented JSON; times are in UTC."""
    document = {
        "questions": [
            {
                "asked_at": one.asked_at.isoformat(),
                "where": one.front_end,
                "server": one.guild_id,
                "channel": one.channel_id,
                "question": one.question,
                "answered": one.answered,
                "sentences": [asdict(shown) for shown in one.shown],
            }
            for one in data.questions
        ],
        "votes": [
            {
                "voted_at": one.voted_at.isoformat(),
                "helpful": one.helpful,
                "sentences": [asdict(shown) for shown in one.shown],
            }
            for one in data.votes
        ],
    }
    text = json.dumps(document, ensure_ascii=False, indent=2)
    return discord.File(BytesIO(text.encode()), FILE_NAME)


async def _download(
    interaction: Interaction, records: PersonalRecords, _language: Language
) -> None:
    await interaction.response.defer(ephemeral=True, thinking=True)
    data = await records.data_of(interaction.user.id)
    await interaction.edit_original_response(attachments=[personal_file(data)])


async def _ask(interaction: Interaction, records: PersonalRecords, language: Language) -> None:
    await interaction.response.defer(ephemeral=True, thinking=True)
    holdings = await records.holdings(interaction.user.id)
    if holdings.is_empty:
        card = _card(language.say("privacy.none_yet"))
    else:
        text = language.say("privacy.confirm", amount=write_amount(holdings, language))
        card = _card(text, Row(*PrivacyButton.for_confirmation(language)))
    await interaction.edit_original_response(view=card)


async def _delete(interaction: Interaction, records: PersonalRecords, language: Language) -> None:
    await interaction.response.defer()
    forgotten = await records.forget(interaction.user.id)
    logger.info(
        "Deleted a person's data: questions %d, votes %d", forgotten.questions, forgotten.votes
    )
    text = language.say("privacy.deleted", amount=write_amount(forgotten, language))
    await interaction.edit_original_response(view=_card(text))


async def _keep(interaction: Interaction, _records: PersonalRecords, language: Language) -> None:
    await interaction.response.edit_message(view=_card(language.say("privacy.kept")))


def _card(text: str, *rows: Row) -> discord.ui.LayoutView:
    return make_card([Text(text), *rows], INFORMATION)


_Action = Callable[[Interaction, PersonalRecords, Language], Awaitable[None]]
_ACTIONS = MappingProxyType[str, _Action](
    {_DOWNLOAD: _download, _DELETE: _ask, _CONFIRM: _delete, _KEEP: _keep}
)

"""'Helpful' and 'not helpful' below an answer."""

import re
from typing import Self

import discord

from bot.common.errors import VerbatimError
from bot.discord_app.components.buttons import (
    Host,
    StatelessButton,
    unknown_button,
)
from bot.discord_app.locales import Language
from bot.discord_app.ui.appearance import HELPFUL, UNHELPFUL
from bot.discord_app.ui.cards import let_go
from bot.discord_app.ui.received import Interaction
from bot.querylog.errors import VoteDelayed
from bot.querylog.model import Tally, Vote

_VOTE = re.compile(r"([0-9a-f]{32}):([+-])")
_LABELS = {"+": "votes.helpful", "-": "votes.unhelpful"}
_BEFORE_COUNT = " · "
_EMOJI = {"+": HELPFUL, "-": UNHELPFUL}


class VoteButton(StatelessButton, kind="vote"):
    """One vote per person and answer, which can be changed; the buttons show the counts.

    The new count confirms the vote, so that no further message is needed.
    """

    @classmethod
    def both(cls, key: str, language: Language) -> tuple[Self, Self]:
        """Make the buttons for the answer that the query log has under a key."""
        helpful, unhelpful = (
            cls.make(f"{key}:{sign}", label=language.say(_LABELS[sign]), emoji=_EMOJI[sign])
            for sign in "+-"
        )
        return helpful, unhelpful

    async def press(self, interaction: Interaction, host: Host, language: Language) -> None:
        """Write the vote, and show the new count."""
        match = _VOTE.fullmatch(self.argument)
        if match is None:
            raise unknown_button(language)
        # The database may be busy for longer than the three seconds that Discord waits.
        await interaction.response.defer()
        vote = Vote(match[1], interaction.user.id, match[2] == "+", interaction.created_at)
        try:
            # The answer's key, not the message, identifies the vote, so that a shared copy counts
            # with its original.
            tally = await host.log.vote(vote)
        except VoteDelayed as error:
            raise VerbatimError(language.say("votes.delayed")) from error
        if tally is None:
            raise VerbatimError(language.say("votes.not_kept"))
        card = self.view
        if isinstance(card, discord.ui.LayoutView) and show_tally(card, match[1], tally):
            await interaction.edit_original_response(view=let_go(card))


def show_tally(card: discord.ui.LayoutView, key: str, tally: Tally) -> bool:
    """Write the counts on the buttons of an answer; returns whether that changed anything."""
    of_sign = {"+": tally.helpful, "-": tally.unhelpful}
    counts = {VoteButton.id_of(f"{key}:{sign}"): of_sign[sign] for sign in of_sign}
    is_changed = False
    for item in card.walk_children():
        # Only the pressed button is of its class; discord.py leaves its siblings plain buttons.
        button = item.item if isinstance(item, VoteButton) else item
        if isinstance(button, discord.ui.Button) and button.custom_id in counts:
            label = _with_count(button.label or "", counts[button.custom_id])
            is_changed = is_changed or button.label != label
            button.label = label
    return is_changed


def _with_count(label: str, count: int) -> str | None:
    """Replace the count after a label; the buttons of older versions have no words."""
    words = label.partition(_BEFORE_COUNT)[0]
    parts = ("" if words.isdecimal() else words, str(count or ""))
    return _BEFORE_COUNT.join(filter(None, parts)) or None

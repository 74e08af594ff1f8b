"""The list of all persistent buttons, for the client to register."""

from bot.discord_app.ask.ask_button import AskButton
from bot.discord_app.ask.more_button import MoreButton
from bot.discord_app.ask.share_button import ShareButton
from bot.discord_app.ask.vote_buttons import VoteButton
from bot.discord_app.components.buttons import (
    PREFIX,
    Host,
    StatelessButton,
    unknown_button,
)
from bot.discord_app.locales import Language
from bot.discord_app.privacy.buttons import PrivacyButton
from bot.discord_app.sources.list_buttons import PageButton, RelatedButton
from bot.discord_app.sources.read_button import ReadButton, TurnButton
from bot.discord_app.ui.received import Interaction

_KNOWN: tuple[type[StatelessButton], ...] = (
    AskButton,
    PageButton,
    PrivacyButton,
    ReadButton,
    RelatedButton,
    ShareButton,
    TurnButton,
    MoreButton,
    VoteButton,
)
_KINDS = "|".join(button.kind for button in _KNOWN)


class UnknownButton(StatelessButton, kind="", template=rf"(?s){PREFIX}(?!(?:{_KINDS}):).*"):
    """Answers presses of buttons that only another version of the bot knows.

    Discord itself would say no more than that the interaction failed.
    """

    async def press(self, interaction: Interaction, host: Host, language: Language) -> None:
        """Refuse."""
        raise unknown_button(language)


BUTTONS: tuple[type[StatelessButton], ...] = (*_KNOWN, UnknownButton)

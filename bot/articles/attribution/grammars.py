"""The languages whose speakers are known."""

from typing import Final

from bot.articles.attribution.english.grammar import ENGLISH
from bot.articles.attribution.grammar import Grammar
from bot.articles.attribution.ukrainian.grammar import UKRAINIAN

_GRAMMARS: Final = {"en": ENGLISH, "uk": UKRAINIAN}


def grammar_of(language: str | None) -> Grammar:
    """Return the grammar of a language tag ('uk', 'en-GB'); English's if there is none."""
    return _GRAMMARS.get((language or "en").split("-")[0].lower(), ENGLISH)

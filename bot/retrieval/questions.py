"""Whether a text asks anything that articles could answer."""

from functools import cache
from importlib.resources import files

import regex

from bot.retrieval.analysis import words_of
from bot.retrieval.question_analysis import content_words

_COMMAND = regex.compile(r"\s*[/!.$][\p{L}]")
_LONGEST = 4_000  # characters; what comes after is not needed to tell


def is_question(text: str) -> bool:
    """Whether `text` is more than a greeting, thanks, a command, an emoji or a single word."""
    if _COMMAND.match(text):
        return False
    words = tuple(words_of(text[:_LONGEST]))
    telling = set(content_words(text[:_LONGEST])) - _courtesies()
    return len(words) > 1 and bool(telling)


@cache
def _courtesies() -> frozenset[str]:
    """Whole messages of these words only are courtesies, whatever their order."""
    lines = files("bot.retrieval").joinpath("courtesies.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if line[0] != "#" for word in words_of(line))

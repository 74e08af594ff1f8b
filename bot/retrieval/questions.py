"""Whether a text asks anything that articles could answer, and whether it does so by itself."""

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
    is_long_enough = len(words_of(text[:_LONGEST])) > 1
    return is_long_enough and not is_courtesy(text) and not is_bare(text)


def is_courtesy(text: str) -> bool:
    """Whether `text` is a greeting, thanks or the like, whatever the order of its words."""
    words = set(content_words(text[:_LONGEST]))
    return bool(words) and words <= _words_in("courtesies.txt")


def is_bare(text: str) -> bool:
    """Whether `text` has no words of its own: 'and when?', 'who said that?'.

    What such a question asks about is told by what was said before it, and by nothing in it.
    """
    words = set(content_words(text[:_LONGEST]))
    empty = _words_in("bare_words.txt") | _words_in("courtesies.txt")
    return words <= empty and not is_courtesy(text)


@cache
def _words_in(name: str) -> frozenset[str]:
    lines = files("bot.retrieval").joinpath(name).read_text("utf-8").splitlines()
    return frozenset(word for line in lines if line[0] != "#" for word in words_of(line))

"""Whether a text asks anything that articles could answer, and whether it does so by itself."""

from functools import cache
from importlib.resources import files
from itertools import chain

import regex

from bot.retrieval.text.analysis import words_of
from bot.retrieval.text.question_analysis import content_words

_COMMAND = regex.compile(r"\s*(?:[/!.$]\p{L}|\p{L}{1,3}!\p{L}|[?;%&~^+=>-]{1,2}\p{Ll}[^?]*$)")
# What Discord writes for a mention, a channel or an emoji of the server's own; and addresses.
_NO_WORDS = regex.compile(r"<(?:a?:\w+:|@[!&]?|#)\d+>|https?://\S+")
_LONGEST = 4_000  # characters; what comes after is not needed to tell


def is_question(text: str) -> bool:
    """Whether `text` is more than a greeting, thanks, a command, an emoji or a single word."""
    if _COMMAND.match(text):
        return False
    text = _NO_WORDS.sub(" ", text[:_LONGEST])
    return len(words_of(text)) > 1 and not is_courtesy(text) and not is_bare(text)


def is_courtesy(text: str) -> bool:
    """Whether `text` is a greeting, thanks or the like, whatever the order of its words."""
    plain = text[:_LONGEST].casefold().replace("’", "'")
    rest = _courtesy_phrases().sub(" ", plain)
    words = set(content_words(rest))
    return (bool(words) or rest != plain) and words <= _words_in("courtesies.txt")


def is_bare(text: str) -> bool:
    """Whether `text` has no words of its own: 'and when?', 'who said that?'.

    What such a question asks about is told by what was said before it, and by nothing in it.
    """
    return not own_words(text) and not is_courtesy(text)


def own_words(text: str) -> frozenset[str]:
    """The words of `text` that say something by themselves: no grammar, no courtesy, no 'many'."""
    words = frozenset(content_words(text[:_LONGEST]))
    return words - _words_in("bare_words.txt") - _words_in("courtesies.txt")


@cache
def _words_in(name: str) -> frozenset[str]:
    lines = files("bot.retrieval").joinpath(name).read_text("utf-8").splitlines()
    return frozenset(word for line in lines if line[0] not in "#=" for word in words_of(line))


@cache
def _courtesy_phrases() -> regex.Pattern[str]:
    """The fixed phrases, of which the longest that begins at a place counts."""
    lines = files("bot.retrieval").joinpath("courtesies.txt").read_text("utf-8").splitlines()
    phrases = chain.from_iterable(line[1:].split("|") for line in lines if line[0] == "=")
    longest_first = sorted(map(str.strip, phrases), key=len, reverse=True)
    return regex.compile(rf"\b(?:{'|'.join(map(regex.escape, longest_first))})\b")

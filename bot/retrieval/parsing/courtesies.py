"""Greetings, thanks and the like, and the words that say nothing by themselves."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import chain

import regex

from bot.articles.languages import LATIN
from bot.retrieval.text.analysis import stop_words, words_of
from bot.retrieval.text.question_analysis import analyse_question, words_of_grammar


def is_courtesy(text: str) -> bool:
    """Whether `text` is a greeting, thanks or the like, whatever the order of its words."""
    plain = text.casefold().replace("’", "'")
    if plain.isascii() and not _may_be_said_in_courtesy().issuperset(words_of(plain)):
        return False  # without looking for phrases, nor for its language
    rest = _courtesy_phrases().sub(" ", plain)
    # Phrases are taken out whole, since their words say something elsewhere: 'live' in 'where do
    # you live'.
    words = set(analyse_question(rest).content)
    return (bool(words) or rest != plain) and words <= _words_in("courtesies.txt")


def own_words(content: Iterable[str]) -> frozenset[str]:
    """The content words of a question that say something: no courtesy, no 'many'."""
    return frozenset(content) - _words_in("bare_words.txt") - _words_in("courtesies.txt")


@cache
def _words_in(name: str) -> frozenset[str]:
    lines = _lines(name)
    return frozenset(word for line in lines if line[0] not in "#=" for word in words_of(line))


def _phrases() -> frozenset[str]:
    """The fixed phrases of courtesy."""
    lines = [line[1:].split("|") for line in _lines("courtesies.txt") if line[0] == "="]
    return frozenset(map(str.strip, chain.from_iterable(lines)))


def _lines(name: str) -> list[str]:
    return files("bot.retrieval.parsing").joinpath(name).read_text("utf-8").splitlines()


@cache
def _may_be_said_in_courtesy() -> frozenset[str]:
    """The words of courtesies, and the stop words of every language in Latin letters."""
    grammar = (stop_words(), *map(words_of_grammar, LATIN))
    return _words_in("courtesies.txt").union(*map(words_of, _phrases()), *grammar)


@cache
def _courtesy_phrases() -> regex.Pattern[str]:
    """Finds a fixed phrase; the longest that begins at a place counts."""
    longest_first = sorted(_phrases(), key=len, reverse=True)
    return regex.compile(rf"\b(?:{'|'.join(map(regex.escape, longest_first))})\b")

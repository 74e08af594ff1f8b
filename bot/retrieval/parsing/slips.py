"""Corrects slips in common English words, even if no article has them: 'waht is the captial'.

A slip is a letter too many or too few, a wrong vowel, or two letters that changed places. Words
that are near to one of the articles are left to `suggesting`.
"""

from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from itertools import islice

import regex
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.articles.languages import language_of
from bot.retrieval.parsing.small_talk import is_framing
from bot.retrieval.text.analysis import term_of

_WORD = regex.compile(r"(?<![\p{L}\p{N}'’.@/#-])[a-z]{3,}(?=['’]s\b|[^\p{L}\p{N}'’/-]|$)")
_SHORT, _OF_GRAMMAR, _COMMON = 4, 300, 6_000
"""Words of up to so many letters are read as one of the 300 commonest, longer ones of 6,000: many
short words are one slip from another, and rare ones are as likely to be names."""

_SHORTEST = 3  # letters of a word that is meant: 'll' and 've' are no words
_VOWELS = frozenset("aeiouy")
_MOST = 8  # words of a text; to look each up takes a millisecond


def put_right(text: str, is_near: Callable[[str], bool]) -> tuple[str, tuple[str, ...]]:
    """An English text with its slips corrected, and the corrected words.

    A word is a slip if it is in lower case, not English, and one slip from a common word. One that
    the articles have, or nearly have (`is_near`), is only ever corrected to a word of grammar.
    """
    if language_of(text) not in ("en", None):
        return text, ()
    typed_words = dict.fromkeys(_WORD.findall(text))
    unknown = [one for one in typed_words if not (_is_english(one) or is_framing(one))]
    right: dict[str, str] = {}
    for typed in unknown[:_MOST]:
        meant = _meant(typed)
        if meant and (english_words()[meant] < _OF_GRAMMAR or not is_near(typed)):
            right[typed] = meant
    return _WORD.sub(lambda match: right.get(match[0], match[0]), text), tuple(right.values())


@cache
def english_words() -> Mapping[str, int]:
    """The 20,000 commonest English words, from BERT's vocabulary, each with its rank."""
    text = files("bot.retrieval.semantic").joinpath("vocabulary.txt").read_text("utf-8")
    words = [piece for piece in text.split("\n") if piece.isalpha() and len(piece) > 1]
    return {word: rank for rank, word in enumerate(words)}


def _is_english(word: str) -> bool:
    """Whether a word, or another form of it, is English: 'gales' by 'gale'."""
    return word in english_words() or term_of(word) in _stems(word[0])


def _meant(typed: str) -> str | None:
    """The commonest word that is one slip away."""
    words = _beginning_with(typed[0], _OF_GRAMMAR if len(typed) <= _SHORT else _COMMON)
    near = process.extract(typed, words, scorer=OSA.distance, score_cutoff=1, limit=None)
    meant = (
        word
        for word, slips, _ in near
        if slips == 1 and len(word) >= _SHORTEST and _may_be_a_slip(typed, word)
    )
    return min(meant, key=english_words().__getitem__, default=None)


def _may_be_a_slip(typed: str, word: str) -> bool:
    """Whether no consonant is replaced, nor replaces a vowel: 'commuters' are not 'computers'."""
    changed = [(a, b) for a, b in zip(typed, word, strict=False) if a != b]
    is_other_letter = len(typed) == len(word) and len(changed) == 1
    return not is_other_letter or _VOWELS.issuperset(changed[0])


@cache  # for each letter: all stems at once would hold up the first question for 0.1 s
def _stems(letter: str) -> frozenset[str]:
    return frozenset(map(term_of, _beginning_with(letter, len(english_words()))))


@cache
def _beginning_with(letter: str, commonest: int) -> tuple[str, ...]:
    """The words with a first letter among so many of the commonest."""
    return tuple(word for word in islice(english_words(), commonest) if word[0] == letter)

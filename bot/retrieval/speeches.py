"""What each person is quoted with, over all articles, newest first."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.articles.attribution import Attribution, speakers_of
from bot.articles.model import Article, Passage

MOST: Final = 100_000
"""Passages that are read, of the newest articles: some 10 seconds of processor time."""

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_OFFICE = re.compile(r" (?:of|from|for|at|in|with|із|зі|з|від) ")
_CAPITAL = re.compile(r"(?<=[a-zа-яіїєґ,] )[A-ZА-ЯЄІЇҐ][\w-]*|^[^\W\d_][\w-]*(?=:)")
_NO_NAMES: Final = frozenset({"The", "A", "An", "Mr", "Mrs", "Ms", "Dr", "Sir"})
_OWNER = re.compile(r"['’]s$|['’]$")

Terms = frozenset[str]


@dataclass(frozen=True, slots=True)
class Speech:
    """A passage and whom it names as its source."""

    passage: Passage
    attribution: Attribution


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who is quoted, by the name that the articles give most often, and how often."""

    name: str
    terms: Terms
    speeches: tuple[Speech, ...]


def find_speakers(
    articles: Iterable[Article], passages_in: Callable[[Article], Sequence[Passage]]
) -> tuple[Speaker, ...]:
    """Return who is quoted in the articles, most quoted first; their speeches newest first.

    Names are of one speaker if they agree in their last two words with a capital ('Mayor Ann
    Roe', 'Ann Roe'); in one article also if one has all words of the other ('Roe'). A name
    without a capital ('police') is nobody's in particular and left out. Takes about 0.1 ms a
    passage, so not on an event loop.
    """
    found: dict[Terms, list[Speech]] = defaultdict(list)
    names: dict[Terms, Counter[str]] = defaultdict(Counter)
    room = MOST
    for article in sorted(articles, key=_age):
        passages = passages_in(article)
        room -= len(passages)
        if room < 0:
            break
        attributions = speakers_of(passages)
        full = _full_names(attributions, _names_in(article))
        for passage, attribution in zip(passages, attributions, strict=True):
            for key in {full[name] for name in _named(attribution) if name in full}:
                found[key].append(Speech(passage, attribution))
                names[key].update(name for name in _named(attribution) if _terms(name) >= key)
    speakers = (
        Speaker(_usual(names[key]), key, tuple(speeches)) for key, speeches in found.items()
    )
    return tuple(sorted(speakers, key=lambda one: (-len(one.speeches), one.name)))


def speakers_called(speakers: Sequence[Speaker], name: str) -> list[Speaker]:
    """Return the speakers whom a name may mean: those that have all of its words, in any case."""
    wanted = {word.casefold() for word in _words(name)} - {word.casefold() for word in _NO_NAMES}
    if not wanted:
        return []
    exact = [one for one in speakers if one.name.casefold() == name.strip().casefold()]
    return exact or [
        one for one in speakers if wanted <= one.terms | {w.casefold() for w in _words(one.name)}
    ]


def _age(article: Article) -> tuple[int, str]:
    return -(article.published or date.min).toordinal(), article.name


def _named(attribution: Attribution) -> tuple[str, ...]:
    """Whose words a passage is, and who carried them: 'What did KCNA report?'."""
    return (*attribution.said_by, *attribution.via)


def _names_in(article: Article) -> frozenset[str]:
    """Return the words that have a capital where no sentence begins, or that label a turn."""
    return frozenset(word for text in article.paragraphs for word in _CAPITAL.findall(text))


def _full_names(
    attributions: Iterable[Attribution], capitals: Collection[str]
) -> Mapping[str, Terms]:
    """Return, for each name of an article, the words that tell whose it is."""
    names = {name for one in attributions for name in _named(one)}
    keys = {name: _terms(name) for name in names if _is_proper(name, capitals)}
    full: dict[str, Terms] = {}
    for name, some in keys.items():
        fuller = {other for other in keys.values() if some < other}
        if some:
            # 'Roe' is 'Ann Roe' only if no 'Tom Roe' is in the same article.
            full[name] = next(iter(fuller)) if len(fuller) == 1 else some
    return full


def _is_proper(name: str, capitals: Collection[str]) -> bool:
    """Whether a name has a capital that is not only that of its sentence."""
    # The first word may have its capital from the sentence only, so the article must have it
    # elsewhere too.
    first, *others = _words(name)[:12] or [""]
    return first in capitals or any(word[0].isupper() for word in others)


def _terms(name: str) -> Terms:
    """Return the last two words of a name that have a capital, in small letters.

    What follows a preposition counts only where too little stands before: 'Ann Roe of the Times',
    but 'head of the council Ann Roe'.
    """
    described, _, apposed = name.partition(",")
    for part in (_OFFICE.split(described)[0], apposed, described):
        high = [word for word in _words(part) if word[0].isupper() and word not in _NO_NAMES]
        if len(high) > 1:
            return frozenset(word.casefold() for word in high[-2:])
    return frozenset(word.casefold() for word in high)


def _words(text: str) -> list[str]:
    return [_OWNER.sub("", word) for word in _WORD.findall(text)]


def _usual(names: Counter[str]) -> str:
    """Return the name that is given most often, of several the shortest."""
    # The last key makes the choice the same on each start.
    return min(names, key=lambda name: (-names[name], len(name), name))

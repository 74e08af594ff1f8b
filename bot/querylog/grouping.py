"""Puts questions together that ask about the same in other words.

Each question is the set of its terms, as the retriever makes them: without words of grammar, and
stemmed. A term and the same with a slip count as one. Two questions are similar if the Dice
coefficient of their sets, twice the shared terms by all terms of both, reaches SIMILAR (L. R. Dice,
'Measures of the amount of ecologic association between species', Ecology 26, 1945). Beginning with
what is asked most, each question joins the group whose first question it is most similar to, or
begins a group. So a group has one question that all others are similar to, and no chain of small
steps leads from one topic to another.

People may ask anything, also what is meant to take long. So the work is in proportion to the number
of questions: no more than MOST_TERMS in the first MOST_CHARACTERS of a question are looked at, and
groups are looked up by the rarest terms of their first question ('prefix filtering': S. Chaudhuri,
V. Ganti and R. Kaushik, 'A primitive operator for similarity joins in data cleaning', 2006),
MOST_GROUPS for each term. MOST_COMPARED of all that are found are compared.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TypeVar

from bot.querylog.misspelling import find_misspelt
from bot.querylog.records import Asked
from bot.querylog.stopping import IsStopped, ReportStopped, never
from bot.retrieval.text.analysis import stop_words, term_of, words_of

SIMILAR = 0.7
"""'capital of France' and 'capital of Germany' share 1 term of 2, which is 0.5."""
MOST_TERMS = 24
"""More than questions have, unless their words are very short."""
MOST_GROUPS = 32
"""A term by which more groups could be found says too little to find one by."""
MOST_COMPARED = 64
"""A question is compared with this many groups at most: those with its rarest terms first."""
MOST_CHARACTERS = 150
"""The rest of a question is ignored: scripts without spaces take long to split into words."""

_ROUNDING = 1e-9
_Terms = frozenset[str]
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Group:
    """Similar questions, the latest first; `question` is the wording used most, or latest."""

    question: str
    asked: tuple[Asked, ...]

    @property
    def count(self) -> int:
        """How often it was asked."""
        return len(self.asked)

    @property
    def latest(self) -> Asked:
        """The last of them."""
        return self.asked[0]


def group_similar(questions: Iterable[Asked], is_stopped: IsStopped = never) -> tuple[Group, ...]:
    """Group questions; what is asked most comes first, then what was asked last.

    Raises ReportStopped soon after `is_stopped` says so.
    """
    piles = _same_terms(_unless(is_stopped, questions))
    rarity = {term: (count, term) for term, count in Counter(t for p in piles for t in p).items()}
    groups: dict[_Terms, list[Asked]] = {}
    leaders: defaultdict[str, list[_Terms]] = defaultdict(list)
    # The most asked question leads its group, so that its wording is what admins read.
    most_asked_first = sorted(piles.items(), key=lambda item: _rank(item[1]), reverse=True)
    for terms, pile in _unless(is_stopped, most_asked_first):
        # Similar sets must share one of these: that is why only they are looked up.
        rarest = sorted(terms, key=rarity.__getitem__)[: _prefix(len(terms))]
        leader = _most_similar(terms, rarest, leaders)
        if leader is None:
            groups[terms] = list(pile)
            for term in rarest:
                if len(leaders[term]) < MOST_GROUPS:
                    leaders[term].append(terms)
        else:
            groups[leader].extend(pile)
    return tuple(map(_make_group, sorted(groups.values(), key=_rank, reverse=True)))


def _unless(is_stopped: IsStopped, items: Iterable[_Item]) -> Iterator[_Item]:
    """Yield the items. Raises ReportStopped between two of them."""
    for item in items:
        if is_stopped():
            raise ReportStopped
        yield item


def _same_terms(questions: Iterable[Asked]) -> dict[_Terms, list[Asked]]:
    """Collect the questions that have the same terms, once misspelt ones are set right."""
    terms = [(one, _terms_of(one.question)) for one in questions]
    counts = Counter(term for _, found in terms for term in set(found))
    right = find_misspelt([term for term, _ in counts.most_common()])
    piles: defaultdict[_Terms, list[Asked]] = defaultdict(list)
    for one, found in terms:
        piles[frozenset(right.get(term, term) for term in found)].append(one)
    return piles


def _terms_of(question: str) -> tuple[str, ...]:
    """Return a question's terms, or, if it has none but words of grammar, those."""
    words = tuple(dict.fromkeys(words_of(question[:MOST_CHARACTERS])))
    content = (word for word in words if word not in stop_words())
    terms = tuple(map(term_of, islice(content, MOST_TERMS)))
    return terms or words[:MOST_TERMS] or (question.strip(),)


def _prefix(count: int) -> int:
    """How many of the rarest of so many terms a similar question shares one of.

    With `s` of its terms, where 2s / (count + s) is SIMILAR, it shares the fewest.
    """
    fewest = math.ceil(count * SIMILAR / (2 - SIMILAR) - _ROUNDING)
    return count - fewest + 1


def _most_similar(
    terms: _Terms, rarest: Sequence[str], leaders: Mapping[str, Sequence[_Terms]]
) -> _Terms | None:
    best, most = None, 0.0
    found = dict.fromkeys(one for term in rarest for one in leaders.get(term, ()))
    for leader in islice(found, MOST_COMPARED):
        dice = 2 * len(terms & leader) / (len(terms) + len(leader))
        if dice >= SIMILAR and dice > most:
            best, most = leader, dice
    return best


def _rank(asked: list[Asked]) -> tuple[int, datetime]:
    return len(asked), max(one.asked_at for one in asked)


def _make_group(asked: list[Asked]) -> Group:
    latest_first = sorted(asked, key=lambda one: one.asked_at, reverse=True)
    # Of wordings used equally often, `most_common` returns the one that came first.
    wording = Counter(one.question for one in latest_first).most_common(1)[0][0]
    return Group(wording, tuple(latest_first))

"""Puts questions together that ask about the same in other words.

Each question is the set of its terms, as the retriever makes them: without words of grammar, and
stemmed. Terms spelt nearly alike count as one. Two questions are similar where the Dice coefficient
of their sets, twice the shared terms by all terms of both, reaches SIMILAR (L. R. Dice, 'Measures
of the amount of ecologic association between species', Ecology 26, 1945). Beginning with what is
asked most, each question joins the group whose first question it is most similar to, or begins a
group. So a group has one question that all others are similar to, and no chain of small steps leads
from one topic to another.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from bot.retrieval.analysis import analyse, words_of

SIMILAR = 0.7
"""'capital of France' and 'capital of Germany' share 1 term of 2, which is 0.5."""
SPELT_ALIKE = 0.8
"""Similarity by Levenshtein distance: one slip in five letters, two in ten."""
SHORTEST_MISSPELT = 5
"""Shorter terms that differ by a letter are other words: 'war' and 'car'."""

_Terms = frozenset[str]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question that was asked; `key` names it in the query log."""

    key: str
    question: str
    asked_at: datetime


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


def group_similar(questions: Iterable[Asked]) -> tuple[Group, ...]:
    """Group questions; what is asked most comes first, then what was asked last."""
    piles = _same_terms(questions)
    groups: dict[_Terms, list[Asked]] = {}
    leaders: defaultdict[str, list[_Terms]] = defaultdict(list)
    for terms, pile in sorted(piles.items(), key=lambda item: _rank(item[1]), reverse=True):
        leader = _most_similar(terms, leaders)
        if leader is None:
            groups[terms] = list(pile)
            for term in terms:
                leaders[term].append(terms)
        else:
            groups[leader].extend(pile)
    return tuple(map(_make_group, sorted(groups.values(), key=_rank, reverse=True)))


def _same_terms(questions: Iterable[Asked]) -> dict[_Terms, list[Asked]]:
    """Collect the questions that have the same terms, once misspelt ones are set right."""
    terms = {one.key: (one, _terms_of(one.question)) for one in questions}
    right = _spellings(Counter(term for _, found in terms.values() for term in found))
    piles: defaultdict[_Terms, list[Asked]] = defaultdict(list)
    for one, found in terms.values():
        piles[frozenset(right[term] for term in found)].append(one)
    return piles


def _terms_of(question: str) -> _Terms:
    """Return a question's terms, or, where it has none but words of grammar, those."""
    terms = frozenset(analyse(question).terms) or frozenset(words_of(question))
    return terms or frozenset({question.strip()})


def _spellings(counts: Counter[str]) -> dict[str, str]:
    """Say of each term which one it stands for: itself, or a commoner one spelt nearly alike."""
    right: dict[str, str] = {}
    common: list[str] = []
    for term, _ in counts.most_common():
        if len(term) < SHORTEST_MISSPELT or not term.isalpha():
            right[term] = term
            continue
        nearest = process.extractOne(
            term, common, scorer=Levenshtein.normalized_similarity, score_cutoff=SPELT_ALIKE
        )
        right[term] = term if nearest is None else nearest[0]
        if nearest is None:
            common.append(term)
    return right


def _most_similar(terms: _Terms, leaders: defaultdict[str, list[_Terms]]) -> _Terms | None:
    shared = Counter(leader for term in terms for leader in leaders.get(term, ()))
    best, most = None, 0.0
    for leader, count in shared.items():
        dice = 2 * count / (len(terms) + len(leader))
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

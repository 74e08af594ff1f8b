"""Question → passages in order: rank-bm25's scores, taken at four distances and added up.

Each part is divided by the question's idf mass in its own index, so that it is a share between 0
and about 1.4 and means the same in a corpus of eight sentences and in one of a million. Nothing is
trained; what each part is worth is measured in `benchmarks/quality`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.analysis import Analysis, grams_of, words_of
from bot.retrieval.bm25 import Bm25Index
from bot.retrieval.corpus import Corpus
from bot.retrieval.expected import Kind, kind_asked, spans_of


@dataclass(frozen=True, slots=True)
class Weights:
    """What each part adds to a passage's score, in shares of the question's idf mass."""

    terms: float = 1.0  # the sentence's words, by stem
    grams: float = 2.0  # its words by spelling, which forgives endings and slips
    paragraph: float = 2.0  # what is said around it
    unsaid: float = 1.0  # what it leaves to the sentence before: 'He is also the oldest …'
    kind: float = 0.5  # that it holds a date for 'when', a number for 'how many', a name for 'who'


@dataclass(frozen=True, slots=True)
class Ranking:
    """The passages that share a word with a question, best first, with their scores.

    `passages` are positions in the corpus; `gram_share` is the gram part of the best one, and
    `margin` how far its score is above that of the best passage of any other paragraph.
    """

    passages: NDArray[np.intp]
    scores: NDArray[np.float64]
    gram_share: float
    margin: float


WEIGHTS = Weights()
_BESIDE = 5  # first passages whose paragraphs are looked through for more
_READ = 30  # passages whose text is read for the kind of thing that the question asks for
NEARLY = 0.6  # of a word's grams, shared: another form or spelling of it


def rank(corpus: Corpus, asked: Analysis, question: str, weights: Weights = WEIGHTS) -> Ranking:
    """The order of the passages for `question`, which is analysed as `asked`."""
    found = _sharing(corpus, asked)
    if not found.size:
        return Ranking(found, np.empty(0), 0.0, 0.0)
    grams = _share(corpus.grams, asked.grams)
    totals = (
        weights.terms * _share(corpus.terms, asked.terms)
        + weights.grams * grams
        + weights.paragraph * _share(corpus.paragraphs, asked.terms)[corpus.paragraph_of]
        + weights.unsaid * _unsaid(corpus, asked.terms)
    )
    best = found[np.argsort(-totals[found], kind="stable")[:_BESIDE]]
    found = np.union1d(found, _beside(corpus, best, frozenset(words_of(question))))
    scores = totals[found]
    kind = kind_asked(question)
    if kind and weights.kind:
        _add_where_kind(corpus, kind, found, scores, weights.kind)
    order = np.lexsort((found, -scores))
    paragraphs = corpus.paragraph_of[found]
    elsewhere = scores[paragraphs != paragraphs[order[0]]]
    margin = scores[order[0]] - (elsewhere.max() if elsewhere.size else 0.0)
    passages = found[order]
    return Ranking(passages, scores[order], float(grams[passages[0]]), float(margin))


def _share(index: Bm25Index, terms: Iterable[str]) -> NDArray[np.float64]:
    distinct = tuple(dict.fromkeys(terms))
    return index.scores(distinct) / (index.mass(distinct) or 1.0)


def _sharing(corpus: Corpus, asked: Analysis) -> NDArray[np.intp]:
    """The passages with a term of the question; for one that none has, with nearly its spelling."""
    shared = np.zeros(len(corpus.passages), dtype=bool)
    for term, word in zip(asked.terms, asked.words, strict=True):
        if term in corpus.terms:
            shared[corpus.terms.postings(term)] = True
            continue
        grams = grams_of(word)
        common = np.zeros(len(corpus.passages), dtype=np.int32)
        for gram in dict.fromkeys(grams):
            common[corpus.grams.postings(gram)] += 1
        shared |= common >= max(1.0, NEARLY * len(grams))
    return np.flatnonzero(shared)


def _beside(corpus: Corpus, best: NDArray[np.intp], asked: frozenset[str]) -> NDArray[np.intp]:
    """The passages in the paragraphs of `best` that share any word with the question.

    A word of grammar is enough there: 'They killed many of them' may answer a question whose every
    other word stands in the sentence before.
    """
    beside: list[int] = []
    for paragraph in np.unique(corpus.paragraph_of[best]):
        start, end = np.searchsorted(corpus.paragraph_of, (paragraph, paragraph + 1))
        beside.extend(
            position
            for position in range(start, end)
            if not asked.isdisjoint(words_of(corpus.passages[position].text))
        )
    return np.asarray(beside, dtype=np.intp)


def _unsaid(corpus: Corpus, terms: Iterable[str]) -> NDArray[np.float64]:
    """The idf share of the terms that only the sentence before has.

    It may stand in the paragraph before: many newspapers give each sentence one of its own.
    """
    scores = np.zeros(len(corpus.passages))
    distinct = tuple(dict.fromkeys(terms))
    for term in distinct:
        said = corpus.terms.postings(term)
        after = said[said < len(scores) - 1] + 1
        after = after[corpus.article_of[after] == corpus.article_of[after - 1]]
        scores[np.setdiff1d(after, said, assume_unique=True)] += corpus.terms.idf(term)
    return scores / (corpus.terms.mass(distinct) or 1.0)


def _add_where_kind(
    corpus: Corpus, kind: Kind, found: NDArray[np.intp], scores: NDArray[np.float64], weight: float
) -> None:
    """Adds `weight` to those of the first passages that hold the kind.

    Only to the first: reading the text of every passage would cost what the index saves.
    """
    first = np.argsort(-scores, kind="stable")[:_READ]
    for place in first:
        if next(spans_of(kind, corpus.passages[found[place]].text), None):
            scores[place] += weight

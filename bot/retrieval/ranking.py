"""Question → passages in order: rank-bm25's scores, taken at four distances and added up.

Each part is divided by the question's idf mass in its own index, so that it is a share between 0
and about 1.4 and means the same in a corpus of eight sentences and in one of a million. Nothing is
trained; what each part is worth is measured in `benchmarks/quality`.

The postings give every passage a score; only of the first are the texts read, for what is told by
spelling and by the kind of thing that is asked for.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.answer_types import spans_of
from bot.retrieval.corpus import Corpus
from bot.retrieval.features import Parts, shares_of
from bot.retrieval.index.bm25 import Scores, best_first, worst_of_best
from bot.retrieval.question import Question
from bot.retrieval.semantic.meaning import Meaning
from bot.retrieval.text.analysis import Analysis, spelt_words


@dataclass(frozen=True, slots=True)
class Weights:
    """What each part adds to a passage's score, in shares of the question's idf mass."""

    terms: float = 1.0  # the sentence's words, by stem
    grams: float = 2.0  # its words by spelling, which forgives endings and slips
    paragraph: float = 2.0  # what is said around it
    unsaid: float = 1.0  # what it leaves to the sentence before: 'He is also the oldest …'
    kind: float = 0.5  # that it holds a date for 'when', a number for 'how many', a name for 'who'
    meaning: float = 6.0  # the cosine of its vector with the question's, where there are vectors


@dataclass(frozen=True, slots=True)
class Ranking:
    """The passages that share a word with a question, best first, with their scores.

    `passages` are positions in the corpus; `gram_share` is the gram part of the best one, and
    `margin` how far its score is above that of the best passage of any other paragraph. `cosine`
    is how near its meaning is to the question's, where both are known.
    """

    passages: NDArray[np.intp]
    scores: Scores
    gram_share: float
    margin: float
    cosine: float | None = None


WEIGHTS = Weights()
READ = 16
"""Passages whose texts are read, at least; to read 30 changed no figure in `benchmarks/quality`."""

READ_FOR_MEANING = 30
"""The same where meanings are compared: these find what the words alone put further down."""

_BESIDE = 5  # first passages whose paragraphs are looked through for more


def rank(
    corpus: Corpus,
    question: Question,
    weights: Weights = WEIGHTS,
    *,
    most: int = READ,
) -> Ranking:
    """The order of the best `most` passages for `question`.

    Where meanings are compared, of at least READ_FOR_MEANING.
    """
    most = max(most, READ_FOR_MEANING) if corpus.meaning else most
    asked = question.analysis
    with shares_of(corpus, asked) as shares:
        if not shares.found.size:
            return Ranking(np.empty(0, dtype=np.intp), np.empty(0), 0.0, 0.0)
        # Until the texts are read, a word that is said stands for its grams, too.
        parts = shares.at(shares.found)
        promises = (weights.terms + weights.grams) * parts.said + weights.grams * parts.alike
        promises += _around(parts, weights)
        enough = most * shares.repeated
        floor = worst_of_best(promises, enough) if len(promises) > enough else -math.inf
        found, _ = best_first(shares.found, promises, most, floor)
        beside = _beside(corpus, found[:_BESIDE], frozenset(asked.spelt))
        # np.union1d would import all of numpy.ma.
        found, _ = np.unique(np.concatenate([found, beside]), return_index=True)
        parts = shares.at(found)
    read = [corpus.passages[position] for position in found.tolist()]
    texts = [passage.text for passage in read]
    grams = _gram_shares(corpus, asked, [passage.searched for passage in read])
    scores = weights.terms * parts.said + weights.grams * grams + _around(parts, weights)
    scores += weights.kind * _have_kind(question, texts)
    cosines = _cosines(corpus.meaning, question, found, scores)
    if cosines is not None:
        scores += weights.meaning * cosines
    order = np.lexsort((found, -scores))
    paragraphs = corpus.index.places.paragraph_of[found]
    elsewhere = scores[paragraphs != paragraphs[order[0]]]
    margin = scores[order[0]] - (elsewhere.max() if elsewhere.size else 0.0)
    return Ranking(
        passages=found[order],
        scores=scores[order],
        gram_share=float(grams[order[0]]),
        margin=float(margin),
        cosine=None if cosines is None else float(cosines[order[0]]),
    )


def _around(parts: Parts, weights: Weights) -> Scores:
    return weights.paragraph * parts.paragraph + weights.unsaid * parts.unsaid


def _beside(corpus: Corpus, best: NDArray[np.intp], asked: frozenset[str]) -> NDArray[np.intp]:
    """The passages in the paragraphs of `best` that share any word with the question.

    A word of grammar is enough there: 'They killed many of them' may answer a question whose every
    other word stands in the sentence before.
    """
    beside: list[int] = []
    places = corpus.index.places
    for paragraph in sorted(set(places.paragraph_of[best].tolist())):
        beside.extend(
            position
            for position in range(places.firsts[paragraph], places.firsts[paragraph + 1])
            if not asked.isdisjoint(spelt_words(corpus.passages[position].text))
        )
    return np.asarray(beside, dtype=np.intp)


def _gram_shares(corpus: Corpus, asked: Analysis, texts: Sequence[str]) -> Scores:
    words = [spelt_words(text) for text in texts]
    return np.asarray(corpus.index.vocabulary.shares(asked.grams, words))


def _have_kind(question: Question, texts: Sequence[str]) -> Scores:
    """1 for each text that holds the kind of thing that is asked for, else 0."""
    kind = question.answer_type
    if not kind:
        return np.zeros(len(texts))
    return np.asarray([float(any(True for _ in spans_of(kind, text))) for text in texts])


def _cosines(
    meaning: Meaning | None, question: Question, found: NDArray[np.intp], scores: Scores
) -> Scores | None:
    """How near each passage is in meaning; None where the model cannot tell.

    It cannot where it has not the language of what the words alone find first.
    """
    if meaning is None or not meaning.has(int(found[scores.argmax()])):
        return None
    return meaning.cosines(question.clause, found)

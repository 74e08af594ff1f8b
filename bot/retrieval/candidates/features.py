"""Lexical features of passages, computed from postings, as shares of the question's idf mass.

The cost is proportional to the postings of the question's terms, not to the number of passages.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.corpus import Corpus
from bot.retrieval.index.best import Scores
from bot.retrieval.index.bm25 import Postings
from bot.retrieval.text.analysis import Analysis, term_of

NEARLY = 0.4
"""Of a word's grams, shared: another form or spelling of it. Russian and Spanish endings and a slip
in a word of six letters leave no more; in English without slips, 0.34 to 0.6 find the same."""

AT_LEAST = 2  # grams: `cat` is not nearly `category`

Positions = NDArray[np.integer]


@dataclass(frozen=True, slots=True)
class Parts:
    """Features of some passages, each a share of the question's idf mass.

    `said` is rank-bm25's score of the passage, `paragraph` that of its paragraph. `alike` is the
    idf share of unknown words that the passage nearly spells. `previous_sentence` is that of the
    words that only the sentence before has, even in the paragraph before: many newspapers give
    each sentence a paragraph of its own.
    """

    said: Scores
    alike: Scores
    paragraph: Scores
    previous_sentence: Scores


@dataclass(frozen=True, slots=True)
class Shares:
    """The features of all passages for one question; valid inside `shares_of` only.

    `found` are the passages that share a word with the question, exactly or nearly. A passage is
    listed once for each shared word, at most `repeated` times.
    """

    found: NDArray[np.intp]
    repeated: int
    _corpus: Corpus
    _said: Scores
    _previous_sentence: Scores
    _paragraphs: Scores
    _alike: Scores

    def at(self, positions: Positions) -> Parts:
        """The features of the passages at these positions."""
        paragraph_of = self._corpus.index.offsets.paragraph_of
        return Parts(
            said=self._said.take(positions, mode="clip"),
            alike=self._alike.take(positions, mode="clip"),
            paragraph=self._paragraphs.take(paragraph_of.take(positions), mode="clip"),
            previous_sentence=self._previous_sentence.take(positions, mode="clip"),
        )


@contextmanager
def shares_of(corpus: Corpus, asked: Analysis) -> Iterator[Shares]:
    """Compute the lexical features for a question."""
    index, paragraphs = corpus.index.terms, corpus.paragraphs
    postings = index.postings(asked.terms)
    mass = postings.mass or 1.0
    # Arrays as long as the corpus are pooled: to allocate and clear one for each question would
    # cost more than all that is added up in it.
    said, previous, alike = (corpus.accumulators.take() for _ in range(3))
    around = paragraphs.accumulators.take()
    np.add.at(said, postings.documents, index.weights(postings) / mass)
    following, idf = _after(postings, corpus.opens)
    np.add.at(previous, following, idf / mass)
    paragraphs.add_shares(around, postings)
    likes: list[NDArray[np.intp]] = []
    for places, share in _alike(corpus, asked, postings):
        alike[places] += share
        likes.append(places)
    found = np.concatenate([postings.documents, *likes])
    yield Shares(
        found=found,
        repeated=len(postings.counts) + len(likes),
        _corpus=corpus,
        _said=said,
        _previous_sentence=previous,
        _paragraphs=around,
        _alike=alike,
    )
    # Only the touched slots are cleared.
    corpus.accumulators.give_back(said, postings.documents)
    corpus.accumulators.give_back(previous, following)
    corpus.accumulators.give_back(alike, found[len(postings.documents) :])
    touched = corpus.index.offsets.paragraph_of.take(postings.documents)
    paragraphs.accumulators.give_back(around, touched)


def _after(postings: Postings, opens: NDArray[np.bool_]) -> tuple[NDArray[np.intp], Scores]:
    """The passages that follow one with a term, in the same article, and lack the term themselves.

    Each comes with the term's idf, once for each term.
    """
    after = postings.documents + 1
    goes_on = after[:-1] == postings.documents[1:]
    # Postings of one term follow those of another without a gap; the last of one term is not
    # followed by the first of the next.
    goes_on[postings.firsts[1:] - 1] = False
    stays = ~opens.take(after)
    stays[:-1] &= ~goes_on
    return after[stays], postings.idf_of_each[stays]


def _alike(
    corpus: Corpus, asked: Analysis, postings: Postings
) -> tuple[tuple[NDArray[np.intp], float], ...]:
    """For each unknown term, the passages that nearly spell it, and its share."""
    found: list[tuple[NDArray[np.intp], float]] = []
    words = dict(zip(asked.terms, asked.words, strict=True)).values()
    shares = (postings.idf / (postings.mass or 1.0)).tolist()
    for word, count, share in zip(words, postings.counts.tolist(), shares, strict=True):
        if not count:
            likes = corpus.index.vocabulary.like(word, NEARLY, AT_LEAST)
            if likes:
                holding = corpus.index.terms.postings(map(term_of, likes))
                found.append((np.unique(holding.documents), share))
    return tuple(found)

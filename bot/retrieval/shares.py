"""What the postings say of every passage, in shares of the question's idf mass."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.analysis import Analysis, term_of
from bot.retrieval.corpus import Corpus

NEARLY = 0.6  # of a word's grams, shared: another form or spelling of it


def said_shares(corpus: Corpus, terms: Iterable[str]) -> NDArray[np.float64]:
    """rank-bm25's score of each passage for the distinct `terms`, over their idf mass."""
    distinct = tuple(dict.fromkeys(terms))
    return corpus.terms.scores(distinct) / (corpus.terms.mass(distinct) or 1.0)


def unsaid_shares(corpus: Corpus, terms: Iterable[str]) -> NDArray[np.float64]:
    """The idf share of the terms that only the sentence before has.

    It may stand in the paragraph before: many newspapers give each sentence one of its own.
    """
    shares = np.zeros(len(corpus.passages))
    distinct = tuple(dict.fromkeys(terms))
    for term in distinct:
        said = corpus.terms.postings(term).documents
        before = said[np.diff(said, append=-1) != 1]  # the sentence after does not say it, too
        before = before[before < len(shares) - 1]
        before = before[corpus.article_of[before] == corpus.article_of[before + 1]]
        shares[before + 1] += corpus.terms.idf(term)
    return shares / (corpus.terms.mass(distinct) or 1.0)


def alike_shares(corpus: Corpus, asked: Analysis) -> NDArray[np.float64]:
    """The idf share of the words that no passage knows, for passages that nearly spell them so."""
    shares = np.zeros(len(corpus.passages))
    for term, word in dict(zip(asked.terms, asked.words, strict=True)).items():
        if term not in corpus.terms:
            alike = np.zeros(len(shares), dtype=bool)
            for known in corpus.vocabulary.like(word, NEARLY):
                alike[corpus.terms.postings(term_of(known)).documents] = True
            shares[alike] += corpus.terms.idf(term)
    return shares / (corpus.terms.mass(asked.terms) or 1.0)

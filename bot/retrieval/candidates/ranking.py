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
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from bot.articles.model import Passage
from bot.retrieval.candidates.features import Parts, Shares, shares_of
from bot.retrieval.candidates.fitting import fits
from bot.retrieval.candidates.spoken import positions_said_by, shares_about
from bot.retrieval.corpus import Corpus
from bot.retrieval.index.best import Scores, best_first, worst_of_best
from bot.retrieval.parsing.question_kinds import QuestionKind
from bot.retrieval.question import Question
from bot.retrieval.semantic.meaning import Meaning
from bot.retrieval.text.analysis import Analysis, spelt_words
from bot.retrieval.text.headings import heading_term

Within: TypeAlias = tuple[int, int]
"""A half-open range of positions of passages: those of an article."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each part adds to a passage's score, in shares of the question's idf mass."""

    terms: float = 1.0  # the sentence's words, by stem
    grams: float = 2.0  # its words and its title's by spelling, which forgives endings and slips
    paragraph: float = 2.0  # what is said around it
    previous_sentence: float = 1.0  # what it leaves to that one: 'He is also the oldest …'
    kind: float = 0.5  # that it holds what the kind of question asks for: a date for 'when'
    about: float = 3.0  # that it is about the Y of 'what did X say about Y', where X says it
    meaning: float = 6.0  # the cosine of its vector with the question's, if there are vectors


@dataclass(frozen=True, slots=True)
class Ranking:
    """The candidates for a question, best first, with what is known of each.

    `passages` are positions in the corpus; `grams` tell how much of the question's spelling each
    has by itself, `margins` how far its score is above that of the best candidate of any other
    paragraph. `cosines` tell how near each is in meaning, if the corpus has meaning and it can be
    told for this question; with `elsewhere`, of passages in other languages than English, and 0 for
    English ones, otherwise the other way round.
    """

    passages: NDArray[np.intp]
    scores: Scores
    grams: Scores
    margins: Scores
    cosines: Scores | None = None
    elsewhere: bool = False


WEIGHTS = Weights()
READ = 16
"""Candidates by words, at least; to read 30 changed no figure in `benchmarks/quality`."""

NEAREST = 12
"""Candidates by meaning, out of all passages."""

_BELOW = 16  # candidates below a heading that is asked: few sections have more sentences

_BESIDE = 5  # first candidates whose paragraphs are looked through for more


def rank(
    corpus: Corpus,
    question: Question,
    weights: Weights = WEIGHTS,
    *,
    most: int = READ,
    within: Within | None = None,
) -> Ranking:
    """The best candidates for `question`, in order; of the passages `within` a range, if given.

    They are the `most` that share the most with it, and the NEAREST in meaning; for 'What did X
    say?', only X's own words, if there are any.
    """
    asked = question.analysis
    below = _below_the_heading(corpus, question, within)
    corpus.will_read(below)
    with shares_of(corpus, asked) as shares:
        # Two nets: words find names and numbers, meaning finds paraphrases. What either catches is
        # ranked by all features.
        found = _found_by_words(corpus, asked, shares, weights, most, within)
        elsewhere = _is_elsewhere(corpus.meaning, question, found)
        cosines = None
        if corpus.meaning and elsewhere is not None:
            cosines = corpus.meaning.cosines(question.clause, elsewhere=elsewhere)
        # np.union1d would import all of numpy.ma.
        everything = [found] if cosines is None else [found, cosines.nearest(NEAREST, within)]
        is_speech = question.asked.kind is QuestionKind.SPEECH
        spoken = positions_said_by(corpus, question.asked.about, found) if is_speech else []
        # Nobody else's words answer 'What did X say?', however well they match.
        if spoken:
            everything = [np.asarray(spoken, dtype=np.intp)]
        found, _ = np.unique(np.concatenate([*everything, below]), return_index=True)
        parts = shares.at(found)
    # numpy's argmax below would fail on an empty array.
    if not found.size:
        return Ranking(found, np.empty(0), np.empty(0), np.empty(0))
    corpus.will_read(found)
    read = [corpus.passages[position] for position in found.tolist()]
    grams, with_title = _gram_shares(corpus, asked, read)
    scores = weights.terms * parts.said + weights.grams * with_title + _around(parts, weights)
    scores += weights.kind * fits(question, corpus.passages, found.tolist())
    if spoken:
        scores += weights.about * shares_about(question, read)
    own = None if cosines is None else cosines.at(found).astype(np.float64)
    if own is not None:
        scores += weights.meaning * own
    margins = _margins(scores, corpus.index.offsets.paragraph_of[found])
    # Ties are broken by position, so that equal corpora always give equal answers.
    order = np.lexsort((found, -scores))
    return Ranking(
        passages=found[order],
        scores=scores[order],
        grams=grams[order],
        margins=margins[order],
        cosines=None if own is None else own[order],
        elsewhere=bool(elsewhere),
    )


def _found_by_words(
    corpus: Corpus,
    asked: Analysis,
    shares: Shares,
    weights: Weights,
    most: int,
    within: Within | None,
) -> NDArray[np.intp]:
    """The passages that the postings promise most of, and some of their neighbours."""
    candidates = shares.found
    if within is not None:
        start, end = within
        candidates = candidates[(candidates >= start) & (candidates < end)]
    if not candidates.size:
        return np.empty(0, dtype=np.intp)
    # Until the texts are read, a word that is said stands for its grams, too.
    parts = shares.at(candidates)
    promises = (weights.terms + weights.grams) * parts.said + weights.grams * parts.alike
    promises += _around(parts, weights)
    enough = most * shares.repeated
    # A passage is listed once for each word that it shares; so many entries are sure to hold `most`
    # different passages.
    floor = worst_of_best(promises, enough) if len(promises) > enough else -math.inf
    found, _ = best_first(candidates, promises, most, floor)
    corpus.will_read(found)
    # The sentence that answers often shares less with the question than the one before it, which
    # names the topic.
    beside = _beside(corpus, found[:_BESIDE], frozenset(asked.spelt))
    return np.concatenate([found, beside])


def _below_the_heading(
    corpus: Corpus, question: Question, within: Within | None
) -> NDArray[np.intp]:
    """The first passages below a heading that is the question, however common its words."""
    term = heading_term(question.clause)
    if term is None or term not in corpus.index.terms:
        return np.empty(0, dtype=np.intp)
    found = np.sort(corpus.index.terms.postings([term]).documents)
    start, end = within or (0, len(corpus.passages))
    return found[(found >= start) & (found < end)][:_BELOW]


def _margins(scores: Scores, paragraphs: NDArray[np.integer]) -> Scores:
    """How far each score is above the best of any other paragraph; above 0 if there is none."""
    best = int(scores.argmax())
    elsewhere = scores[paragraphs != paragraphs[best]]
    second = elsewhere.max() if elsewhere.size else 0.0
    return scores - np.where(paragraphs == paragraphs[best], second, scores[best])


def _around(parts: Parts, weights: Weights) -> Scores:
    return weights.paragraph * parts.paragraph + weights.previous_sentence * parts.previous_sentence


def _beside(corpus: Corpus, best: NDArray[np.intp], asked: frozenset[str]) -> NDArray[np.intp]:
    """The passages in the paragraphs of `best` that share any word with the question.

    A word of grammar is enough there: 'They killed many of them' may answer a question whose every
    other word stands in the sentence before.
    """
    beside: list[int] = []
    offsets = corpus.index.offsets
    for paragraph in sorted(set(offsets.paragraph_of[best].tolist())):
        beside.extend(
            position
            for position in range(offsets.firsts[paragraph], offsets.firsts[paragraph + 1])
            if not asked.isdisjoint(spelt_words(corpus.passages[position].text))
        )
    return np.asarray(beside, dtype=np.intp)


def _gram_shares(
    corpus: Corpus, asked: Analysis, passages: Sequence[Passage]
) -> tuple[Scores, Scores]:
    """How much of the question's spelling each sentence has by itself, and with its title.

    Every sentence of an article is about its title: to name it speaks for none of them.
    """
    texts = [spelt_words(one.searched) for one in passages]
    titles = [spelt_words(one.article.title) for one in passages]
    shares = np.asarray(corpus.index.vocabulary.shares(asked.grams, texts, titles))
    return shares[:, 0], shares[:, 1]


def _is_elsewhere(
    meaning: Meaning | None, question: Question, found: NDArray[np.intp]
) -> bool | None:
    """Whether to compare the question with passages in other languages than English.

    The passage that the words alone find first tells, or, if there is none, the question. None if
    no model knows that passage's language.
    """
    if meaning is None:
        return None
    if found.size:
        return meaning.is_elsewhere(int(found[0]))
    return not question.may_be_english

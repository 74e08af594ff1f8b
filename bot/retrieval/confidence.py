"""Whether the best passage answers: one number between 0 and 1.

A logistic model over a few things that mean the same in a corpus of eight sentences and in one of a
million. `benchmarks/quality/fit_confidence.py` makes its numbers again: it withholds articles and
paragraphs from the development questions and fits on whether the answer was still there.

One rule stands beside it, for what those questions hardly have: `asked_of_names`.
"""

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import chain

from bot.retrieval.asked_of_names import is_unsaid
from bot.retrieval.corpus import Corpus
from bot.retrieval.question import Question
from bot.retrieval.ranking import Ranking
from bot.retrieval.text.analysis import grams_of, spelt_words, words_of

_WHERE_UNSAID = 0.5
"""Times the confidence where what is asked of a name is not said: below the default threshold,
however sure the rest is. The development questions have too few of the kind to fit it on."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for the best passage; most are shares between 0 and 1.

    `grams`: the question's idf mass, by spelling, that the passage covers. `words`: the mean over
    the question's words of the share of each that the paragraph or its title has. `missing`: how
    much of the least known name or number of the question is found nowhere in them. `margin`: how
    far the passage scores above any of another paragraph. `cosine`: how near the passage's meaning
    is to the question's, where the extra `semantic` is on and has read the passage.
    `unsaid`: 1 where what is asked of a name is plainly not said there, else 0.
    """

    grams: float
    words: float
    missing: float
    margin: float
    cosine: float | None = None
    unsaid: float = 0.0


@dataclass(frozen=True, slots=True)
class Model:
    """The logistic model: what each part of the evidence adds to the log odds."""

    grams: float
    words: float
    missing: float
    margin: float
    intercept: float
    cosine: float = 0.0

    def confidence(self, evidence: Evidence) -> float:
        """The probability, by the development questions, that the answer is in the corpus."""
        log_odds = (
            self.intercept
            + self.grams * evidence.grams
            + self.words * evidence.words
            + self.missing * evidence.missing
            + self.margin * evidence.margin
            + self.cosine * (evidence.cosine or 0.0)
        )
        probability = 1 / (1 + math.exp(-log_odds))
        return probability * _WHERE_UNSAID if evidence.unsaid else probability


MODEL = Model(grams=5.75, words=5.6, missing=-1.8, margin=0.75, intercept=-4.95)
MODEL_WITH_MEANING = Model(
    grams=5.2, words=3.8, missing=-1.65, margin=0.4, cosine=6.7, intercept=-7.2
)


def confidence_of(evidence: Evidence) -> float:
    """The probability by the model for what is known; one threshold serves both models."""
    model = MODEL if evidence.cosine is None else MODEL_WITH_MEANING
    return model.confidence(evidence)


def evidence(corpus: Corpus, ranking: Ranking, question: Question) -> Evidence:
    """What speaks for the first passage of `ranking`, of which there must be one."""
    best = corpus.passages[ranking.passages[0]]
    paragraph = best.article.paragraphs[best.paragraph - 1]
    said = (*spelt_words(paragraph), *words_of(best.article.title))
    known = frozenset(chain.from_iterable(map(grams_of, said)))
    words = question.analysis.words
    share_of = {word: _known_share(word, known) for word in words}
    names = question.names
    return Evidence(
        grams=ranking.gram_share,
        words=_mean(share_of[word] for word in words),
        missing=max((1 - share_of[word] for word in words if word in names), default=0),
        margin=ranking.margin,
        cosine=ranking.cosine,
        unsaid=float(is_unsaid(question, best.text, share_of)),
    )


def _known_share(word: str, known: Collection[str]) -> float:
    return _mean(gram in known for gram in grams_of(word))


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return math.fsum(listed) / len(listed) if listed else 0.0

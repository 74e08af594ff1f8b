"""How sure it is that a passage answers: one number between 0 and 1 for each.

Logistic models, for as much as is known of a passage: by words; by words and meaning; and with a
reader's opinion. Languages other than English share a model of their own: their words have more
forms, so that less of a question is found. The features mean the same in a corpus of eight
sentences and in one of a million. `benchmarks/quality/fit_confidence.py` makes the numbers again:
it withholds articles, paragraphs and sentences from questions, and fits on whether a sentence
answers.

Rules (`asked_of_names`, `asked_role`, `spoken`) correct the models for cases that are rare in those
questions: all but one apply to what a reader has read, too.
"""

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from bot.articles.languages import language_of
from bot.articles.model import Passage
from bot.retrieval.answers.standing import antecedents_of
from bot.retrieval.candidates.ranking import Ranking
from bot.retrieval.candidates.spoken import is_of_another
from bot.retrieval.corpus import Corpus
from bot.retrieval.deciding.asked_of_names import is_of_a_stranger, names_without_the_fact
from bot.retrieval.deciding.asked_role import fills_another_role
from bot.retrieval.model import Evidence
from bot.retrieval.parsing.question_kinds import QuestionKind
from bot.retrieval.question import Question
from bot.retrieval.reading.model import Reading
from bot.retrieval.text.analysis import grams_of, spelt_words, words_of

_WITHOUT_THE_FACT = 0.5
"""Times the confidence of a passage that mentions a name but not what was asked about it: below the
default threshold, however sure the rest is. The development questions have too few to fit it on."""


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic model: what each part of the evidence adds to the log odds."""

    grams: float
    words: float
    missing: float
    margin: float
    intercept: float
    cosine: float = 0.0
    answers: float = 0.0
    yes_no: float = 0.0

    def parts(self, evidence: Evidence) -> dict[str, float]:
        """What each part of the evidence adds to the log odds that the passage answers."""
        return {
            "grams": self.grams * evidence.grams,
            "words": self.words * evidence.words,
            "missing": self.missing * evidence.missing,
            "margin": self.margin * evidence.margin,
            "cosine": self.cosine * (evidence.cosine or 0.0),
            "answers": self.answers * (evidence.answers or 0.0),
            "yes_no": self.yes_no * evidence.yes_no,
        }

    def log_odds(self, evidence: Evidence) -> float:
        """The log odds, by the questions that it was fitted on, that the passage answers."""
        return math.fsum((self.intercept, *self.parts(evidence).values()))

    def confidence(self, evidence: Evidence) -> float:
        """The same as a probability; halved if what is asked of a name is not said."""
        probability = 1 / (1 + math.exp(-self.log_odds(evidence)))
        return probability * _WITHOUT_THE_FACT if evidence.names_without_the_fact else probability


MODEL = Model(grams=5.75, words=5.6, missing=-1.8, margin=0.75, intercept=-4.95)
MODEL_ELSEWHERE = Model(grams=6.0, words=6.09, missing=-0.65, margin=0.5, intercept=-4.24)
MODEL_ELSEWHERE_WITH_MEANING = Model(
    grams=4.82, words=4.11, missing=-0.81, margin=1.0, cosine=16.89, intercept=-9.37
)
"""In all other languages together: made by `benchmarks/quality/fit_elsewhere.py`."""

MODEL_WITH_MEANING = Model(
    grams=5.2, words=3.8, missing=-1.65, margin=0.4, cosine=6.7, intercept=-7.2
)
MODEL_WITH_READER = Model(
    grams=0,
    words=0,
    missing=0,
    margin=0.30,
    cosine=2.63,
    answers=0.56,
    yes_no=1.13,
    intercept=-0.43,
)


def model_for(evidence: Evidence) -> Model:
    """The model for what is known; one threshold serves all of them."""
    if evidence.answers is not None:
        return MODEL_WITH_READER
    if evidence.multilingual:
        return MODEL_ELSEWHERE_WITH_MEANING
    if evidence.other_language:
        return MODEL_ELSEWHERE
    return MODEL if evidence.cosine is None else MODEL_WITH_MEANING


def confidence_of(evidence: Evidence) -> float:
    """The probability by the model for what is known."""
    return model_for(evidence).confidence(evidence)


class Gatherer:
    """Gathers the evidence for the candidates of one question; each paragraph is read once."""

    def __init__(self, corpus: Corpus, ranking: Ranking, question: Question) -> None:
        self.corpus, self.ranking, self.question = corpus, ranking, question
        self._words = question.analysis.words
        self._names = question.names
        self._weights = _weights(corpus, question)
        self._is_of_a_stranger = is_of_a_stranger(question, corpus.index.terms.__contains__)
        self._shares: dict[tuple[str, int, int], dict[str, float]] = {}

    def evidence(self, place: int, reading: Reading | None = None) -> Evidence:
        """What speaks for the candidate at a place of the ranking."""
        ranking = self.ranking
        position = int(ranking.passages[place])
        passage = self.corpus.passages[position]
        share_of = self._shares_in(passage, position)
        # A reader has seen both question and passage, and knows better than a rule about words.
        is_multilingual = bool(
            ranking.elsewhere and ranking.cosines is not None and ranking.cosines[place]
        )
        is_without = (
            self._is_of_a_stranger
            or self._is_of_another(position)
            or fills_another_role(self.question, passage.text)
            or (reading is None and names_without_the_fact(self.question, passage.text, share_of))
        )
        return Evidence(
            grams=float(ranking.grams[place]),
            words=_weighted_mean(share_of, self._weights),
            missing=max(
                (1 - share_of[word] for word in self._words if word in self._names), default=0
            ),
            margin=float(ranking.margins[place]),
            cosine=None if ranking.cosines is None else float(ranking.cosines[place]),
            answers=reading.answers if reading else None,
            yes_no=float(self.question.asked.kind is QuestionKind.YES_NO),
            names_without_the_fact=float(is_without),
            other_language=float(is_multilingual or not self._is_english(passage)),
            multilingual=float(is_multilingual),
        )

    def _is_of_another(self, position: int) -> bool:
        """Whether X's words are asked for, and a passage is somebody else's."""
        asked = self.question.asked
        is_speech = asked.kind is QuestionKind.SPEECH
        return is_speech and is_of_another(self.corpus, asked.about, position)

    def _is_english(self, passage: Passage) -> bool:
        return self.question.language == "en" or is_english(_paragraph_of(passage))

    def _shares_in(self, passage: Passage, position: int) -> dict[str, float]:
        """The share of each word of the question that a passage's paragraph or headings have.

        Many newspapers give each sentence a paragraph of its own: the sentences that tell what a
        pronoun at its beginning is about count as part of it.
        """
        before = antecedents_of(self.corpus.passages, position)
        first = before[0].paragraph if before else passage.paragraph
        key = passage.article.name, passage.paragraph, first
        if key not in self._shares:
            around = (spelt_words(one.text) for one in before if one.paragraph != passage.paragraph)
            said = (
                *spelt_words(_paragraph_of(passage)),
                *words_of(passage.heading),
                *chain.from_iterable(around),
            )
            known = frozenset[str]().union(*map(grams_of, set(said)))
            self._shares[key] = {word: _known_share(word, known) for word in self._words}
        return self._shares[key]


@lru_cache(maxsize=2_048)  # passages are found by several questions
def is_english(text: str) -> bool:
    """Whether a text is in English, or its language is unknown."""
    return text.isascii() or language_of(text) in ("en", None)


def _paragraph_of(passage: Passage) -> str:
    return passage.article.paragraphs[passage.paragraph - 1]


def _weights(corpus: Corpus, question: Question) -> dict[str, float]:
    """How much each word of a question counts: in English all alike, else by its idf.

    Elsewhere more words are common: those of grammar that no list has, and pairs of letters that
    stand in any longer paragraph by chance.
    """
    words, terms = question.analysis.words, question.analysis.terms
    if question.may_be_english:
        return dict.fromkeys(words, 1.0)
    idf = corpus.index.terms.idf(terms).tolist()
    of_term = dict(zip(dict.fromkeys(terms), idf, strict=True))
    return {word: of_term[term] for word, term in zip(words, terms, strict=True)}


def _weighted_mean(values: Mapping[str, float], weights: Mapping[str, float]) -> float:
    total = math.fsum(weights.values())
    return math.fsum(values[word] * weights[word] for word in weights) / total if total else 0.0


def _known_share(word: str, known: Collection[str]) -> float:
    return _mean(gram in known for gram in grams_of(word))


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return math.fsum(listed) / len(listed) if listed else 0.0

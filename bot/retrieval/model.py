"""What retrieval gives back, as immutable values."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from bot.articles.attribution.model import Attribution as Attribution
from bot.articles.model import Passage, RelatedStory

Span: TypeAlias = tuple[int, int]
"""A half-open range of characters."""


class Outcome(StrEnum):
    """Whether passages answer, are shown as no more than near, or are not shown at all."""

    ANSWER = "answer"
    NEAREST = "nearest"
    NONE = "none"


class Stage(StrEnum):
    """What decided the order of the passages and how sure each of them is."""

    WORDS = "words"
    MEANING = "meaning"
    READER = "reader"
    CONTEXT = "context"
    """A follow-up: only the previous answer shows what it is about."""
    GIST = "gist"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a passage; most are shares between 0 and 1.

    `grams`: the question's idf mass, by spelling, that the passage covers. `words`: the mean over
    the question's words of the share of each that the paragraph or its title has. `missing`: how
    much of the least known name or number of the question is found nowhere in them. `margin`: how
    far the passage scores above any of another paragraph. `cosine`: how near the passage's meaning
    is to the question's, if the corpus has meaning. `answers`: the log odds that it answers, as a
    reader sees it. `yes_no`: 1 if a yes or no is asked for, else 0: readers learn from few such
    questions. `names_without_the_fact`: 1 if the passage mentions the name but not what was asked
    about it, else 0. `other_language`: 1 if neither the question nor the passage's paragraph is in
    English, else 0. `multilingual`: 1 if the model for other languages made the cosine, else 0.
    """

    grams: float
    words: float
    missing: float
    margin: float
    cosine: float | None = None
    answers: float | None = None
    yes_no: float = 0.0
    names_without_the_fact: float = 0.0
    other_language: float = 0.0
    multilingual: float = 0.0


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage as it is shown: with its score, who said it, and the characters that answer.

    `confidence` (0 to 1) is that this passage answers. `before` are the sentences right before it,
    in order, if it opens with a pronoun that only they explain. `bold` are the parts to
    emphasise: the highlight or, if there is none, the words that the question shares with the
    passage. It is filled in for the quotes that are shown. `evidence` is what the confidence was
    computed from, if it was.
    """

    passage: Passage
    score: float
    attribution: Attribution
    highlight: Span | None = None
    confidence: float = 0.0
    before: tuple[Passage, ...] = ()
    bold: tuple[Span, ...] = ()
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """A question with words put right, and these words as the articles spell them.

    It `is_sure` if nothing else can have been meant: then it need not be asked about.
    """

    question: str
    words: tuple[str, ...]
    is_sure: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """The best passages for a question, and whether they answer it: all that a renderer needs.

    `quotes` are best first and are there whatever the outcome, so that a caller can judge for
    itself; `confidence` is between 0 and 1. The first `shown` of them are for people to see, of
    these `at_once` without being asked for. `related` are the related stories to offer: those of
    the answering article, or, unanswered, the headlines nearest to the question.

    `message` is all that was typed, `question` its sentences that ask, `clause` what was looked for
    in the end: without greetings, corrected, with names in full. `stage` decided; `unknown` are the
    words of the clause that no passage has in any form. `asks`: the message is more than a greeting
    or a command. `needs_context`: only the answer before tells what the question is about.
    `in_context`: the answer before made this answer what it is. `correction`: what the question may
    have meant. `corrected`: the words that were corrected without asking, as the articles spell
    them. `left_open`: the questions of the message that were not answered while others were.
    """

    question: str
    outcome: Outcome
    confidence: float
    quotes: tuple[Quote, ...]
    related: tuple[RelatedStory, ...]
    corpus_version: str
    message: str = ""
    clause: str = ""
    stage: Stage = Stage.WORDS
    unknown: tuple[str, ...] = ()
    shown: int = 0
    at_once: int = 1
    asks: bool = True
    needs_context: bool = False
    in_context: bool = False
    correction: Correction | None = None
    corrected: tuple[str, ...] = ()
    left_open: tuple[str, ...] = ()

    @property
    def answered(self) -> bool:
        """Whether its first passage answers."""
        return self.outcome is Outcome.ANSWER

    @property
    def visible(self) -> tuple[Quote, ...]:
        """The quotes that people see at once."""
        return self.quotes[: min(self.shown, self.at_once)]

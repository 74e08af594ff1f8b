"""Expectations and judgements, as immutable values."""

from dataclasses import dataclass
from enum import StrEnum

from bot.common.errors import VerbatimError
from bot.retrieval.model import Answer


class QuestionsError(VerbatimError):
    """The questions cannot be asked; `problems` lists everything that needs fixing."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Expectation:
    """A question, and phrases of which its answer must contain at least one.

    Without a phrase, no answer is expected. `line` is its line in the file, from 1.
    """

    question: str
    phrases: tuple[str, ...]
    line: int


class Verdict(StrEnum):
    """The judgement on an answer; the first two are as expected."""

    RIGHT = "right"
    """Answered, and the first sentence contains a phrase."""
    RIGHTLY_SILENT = "rightly_silent"
    """Not answered, as expected."""
    LOWER = "lower"
    """Answered, but another sentence is above the right one."""
    ELSEWHERE = "elsewhere"
    """Answered, but the right sentence is not among the first ones."""
    SILENT = "silent"
    """Not answered, though a sentence contains a phrase."""
    NO_QUESTION = "no_question"
    """Not answered, since its words are those of a greeting, a command or a single word."""
    DIVIDED = "divided"
    """A phrase stands in an article, but over the end of a sentence."""
    ABSENT = "absent"
    """No phrase stands in any article."""
    ANSWERED = "answered"
    """Answered, though no answer is expected."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What came of a question; `rank` is the place, from 1, of the first right sentence.

    `rank` is None if no sentence looked at is right.
    """

    expectation: Expectation
    answer: Answer
    verdict: Verdict
    rank: int | None = None

    @property
    def is_hit(self) -> bool:
        """Whether the answer was as expected."""
        return self.verdict in (Verdict.RIGHT, Verdict.RIGHTLY_SILENT)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The judgements on all questions, in order; there is at least one."""

    judgements: tuple[Judgement, ...]
    threshold: float

    @property
    def hits(self) -> int:
        """How many were as expected."""
        return sum(judgement.is_hit for judgement in self.judgements)

    def needed(self, share: float) -> int:
        """How many must come as expected for them to be a share (0 to 1) of all."""
        total = len(self.judgements)
        return next(count for count in range(total + 1) if count / total >= share)

    def of_kind(self, *, is_answerable: bool) -> tuple[Judgement, ...]:
        """The judgements of the questions with an expected answer, or of those without."""
        return tuple(
            judgement
            for judgement in self.judgements
            if bool(judgement.expectation.phrases) is is_answerable
        )

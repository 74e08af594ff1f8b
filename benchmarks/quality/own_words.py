"""How many questions in people's own words find their sentence, of the articles of this project.

    python -m benchmarks.quality.own_words benchmarks/quality/own_words.jsonl [--semantic]

Each line holds a question and the phrases one of which its answer has; none where no article
answers it. A sentence that shares no word with the question is not found by either ranking.
"""

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.quality.arguments import read_arguments
from bot.articles.library import read_folder
from bot.articles.model import Article
from bot.retrieval.answers.answering import answer
from bot.retrieval.corpus import Corpus
from bot.retrieval.question import Question

ROOT = Path(__file__).parents[2]
FOLDERS = (ROOT / "seeds", ROOT / "tests" / "articles_for_tests")


@dataclass(frozen=True, slots=True)
class Case:
    """A question, and the phrases one of which its answer has."""

    question: str
    any_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The place of the sentence that answers (from 1), None where it is not found."""

    case: Case
    rank: int | None
    answered: bool


def read_cases(path: Path) -> list[Case]:
    """The questions of a file."""
    rows = map(json.loads, path.read_text("utf-8").splitlines())
    return [Case(str(row["question"]), tuple(row["any_of"])) for row in rows]


def read_articles() -> tuple[Article, ...]:
    """The shipped article, and those that were written for the tests."""
    return tuple(article for folder in FOLDERS for article in read_folder(folder).articles)


def outcomes(corpus: Corpus, cases: Iterable[Case]) -> list[Outcome]:
    """What came of each question."""
    return [_outcome(corpus, case) for case in cases]


def _outcome(corpus: Corpus, case: Case) -> Outcome:
    result = answer(corpus, Question.parse(case.question), top=len(corpus.passages))
    texts = enumerate((quote.passage.text for quote in result.quotes), 1)
    right = (n for n, text in texts if any(phrase in text for phrase in case.any_of))
    return Outcome(case, next(right, None), result.answered)


def main(path: Path, corpus: Corpus) -> None:
    """Prints the counts."""
    cases = read_cases(path)
    answerable = outcomes(corpus, (case for case in cases if case.any_of))
    others = outcomes(corpus, (case for case in cases if not case.any_of))
    found = [one for one in answerable if one.rank]
    first = [one for one in found if one.rank == 1]
    in_three = sum(one.rank is not None and one.rank <= 3 for one in found)
    wrong = sum(one.answered and one.rank != 1 for one in answerable)
    sys.stdout.write(
        f"{len(answerable)} questions; {len(found)} share a word with what answers them: of these"
        f" {len(first)} have it first, {in_three} among the first three;"
        f" {sum(one.answered for one in first)} answered rightly, {wrong} wrongly.\n"
        f"{len(others)} questions without an answer: silent on"
        f" {sum(not one.answered for one in others)}.\n"
    )


if __name__ == "__main__":
    arguments = read_arguments(__doc__)
    main(arguments.data, Corpus.build(read_articles(), arguments.models))

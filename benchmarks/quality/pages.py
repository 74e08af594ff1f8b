"""How well questions about the pages of a documentation site are answered from their own section.

    python -m benchmarks.quality.pages benchmarks/quality/pages.jsonl [--semantic]

The 30 pages and 40 questions are made up and were written together; half of the questions are
headings word for word, the others put them in other words. Each line of the file holds a question,
the page and the heading of the section that answers it, and a phrase of the answer; none of them
where no page answers it.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.quality.arguments import read_arguments
from bot.articles.library import read_folder
from bot.retrieval.answers.answering import answer
from bot.retrieval.corpus import Corpus
from bot.retrieval.question import Question

PAGES = Path(__file__).parent / "pages"


@dataclass(frozen=True, slots=True)
class Case:
    """A question, and where its answer stands."""

    question: str
    article: str
    section: str
    answer: str

    @property
    def kind(self) -> str:
        """Whether it is a heading as it stands, in other words, or has no answer."""
        if not self.article:
            return "without an answer"
        return "headings" if self.question == self.section else "reworded"


def read_cases(path: Path) -> Iterator[Case]:
    """The questions of a file."""
    for line in path.read_text("utf-8").splitlines():
        yield Case(**json.loads(line))


def outcome(corpus: Corpus, case: Case) -> str:
    """What becomes of a question: 'answered', 'other section', 'elsewhere' or 'silent'."""
    result = answer(corpus, Question.parse(case.question))
    if not result.answered:
        return "silent"
    passage = result.quotes[0].passage
    if not case.article or passage.article.name != case.article:
        return "elsewhere"
    shown = " ".join(quote.passage.text for quote in result.quotes)
    is_there = not case.section or case.section in passage.section
    return "answered" if is_there and case.answer in shown else "other section"


def main(path: Path, corpus: Corpus) -> None:
    """Prints each question that is not answered from its section, and the counts."""
    counts: dict[str, Counter[str]] = {}
    for case in read_cases(path):
        found = outcome(corpus, case)
        counts.setdefault(case.kind, Counter())[found] += 1
        if ((found == "answered") != bool(case.article) and found != "silent") or (
            found == "silent" and case.article
        ):
            sys.stdout.write(f"{found}: {case.question}\n")
    for kind, outcomes in counts.items():
        told = ", ".join(f"{name} {count}" for name, count in sorted(outcomes.items()))
        sys.stdout.write(f"{kind}: {outcomes.total()} questions: {told}\n")


if __name__ == "__main__":
    arguments = read_arguments(__doc__)
    main(arguments.data, Corpus.build(read_folder(PAGES).articles, arguments.models))

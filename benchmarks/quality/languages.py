"""How well questions are answered in each of twelve languages, and how often there is silence.

    python -m benchmarks.quality.languages benchmarks/quality/languages.jsonl [--semantic]

Each line holds a paragraph, and questions with words that the sentence that answers has. A
paragraph is an article. Each question is asked twice as people get it: of the half of the
language's articles that its own is in, and of the other half ('far').
"""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.quality.arguments import read_arguments
from benchmarks.quality.fit_confidence import auroc
from bot.articles.languages import language_of
from bot.articles.model import Article
from bot.config.model import DEFAULT_THRESHOLD
from bot.querylog.model import Place
from bot.retrieval.model import Answer
from bot.retrieval.retriever import CorpusRetriever
from bot.retrieval.semantic.models import Models
from bot.service.answerer import Answerer, Request

_SENTENCES = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the words that its answer has, and the article where it stands."""

    language: str
    article: Article
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Asking:
    """What came of a question; `is_far` if its article was not there."""

    asked: Asked
    is_far: bool
    answer: Answer

    @property
    def is_right(self) -> bool:
        """Whether the first sentence is the one that answers."""
        quotes = self.answer.quotes
        return not self.is_far and bool(quotes) and self.asked.answer in quotes[0].passage.text


def read_questions(file: Path) -> list[Asked]:
    """The questions of a file, each with its article."""
    asked: list[Asked] = []
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        row = json.loads(line)
        text, language = str(row["text"]), str(row["language"])
        article = Article(f"{number}.txt", row["title"], (text,), language=language_of(text))
        asked += [Asked(language, article, *pair) for pair in row["asked"].items()]
    return asked


def ask_all(asked: Sequence[Asked], models: Models) -> Iterator[Asking]:
    """Ask each question of each half of its language's articles."""
    answerer = Answerer(DEFAULT_THRESHOLD)
    for language in sorted({one.language for one in asked}):
        own = [one for one in asked if one.language == language]
        articles = list(dict.fromkeys(one.article for one in own))
        for half in (articles[::2], articles[1::2]):
            retriever = CorpusRetriever.build(half, models)
            for one in own:
                request = Request(one.question, _SENTENCES, Place("terminal"))
                answer = answerer.answer(retriever, request).answer
                yield Asking(one, one.article not in half, answer)


def _row(name: str, askings: Sequence[Asking]) -> str:
    near = [one for one in askings if not one.is_far]
    far = [one for one in askings if one.is_far]
    scores = np.asarray([one.answer.confidence for one in (*near, *far)])
    outcomes = np.asarray([float(not one.is_far) for one in (*near, *far)])
    first = np.mean([one.is_right for one in near])
    answered = np.mean([one.answer.answered for one in near])
    silent = np.mean([not one.answer.answered for one in far])
    return f"{name:8} {first:6.3f} {answered:9.3f} {silent:7.3f} {auroc(scores, outcomes):7.3f}\n"


def main(file: Path, models: Models) -> None:
    """Print the figures of each language, and of all."""
    askings = list(ask_all(read_questions(file), models))
    sys.stdout.write(f"{'':8} {'P@1':>6} {'answered':>9} {'silent':>7} {'AUROC':>7}\n")
    for language in sorted({one.asked.language for one in askings}):
        own = [one for one in askings if one.asked.language == language]
        sys.stdout.write(_row(language, own))
    sys.stdout.write(_row("all", askings))


if __name__ == "__main__":
    arguments = read_arguments(__doc__)
    main(arguments.data, arguments.models)

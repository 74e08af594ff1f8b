"""The development questions: articles, and questions whose answers' characters are known."""

import json
from dataclasses import dataclass, replace
from pathlib import Path

from bot.articles.library import read_folder
from bot.articles.model import Article, Passage


@dataclass(frozen=True, slots=True)
class Gold:
    """A question with the place of its answer: characters [start, end) of a paragraph."""

    question: str
    article: str
    paragraph: int
    start: int
    end: int
    fold: str

    def is_answered_by(self, passage: Passage) -> bool:
        """Whether `passage` is the sentence that covers the answer."""
        return (
            passage.article.name == self.article
            and passage.paragraph == self.paragraph
            and passage.start <= self.start
            and self.end <= passage.end
        )


def read_articles(data: Path) -> tuple[Article, ...]:
    """The articles of a data folder."""
    return tuple(read_folder(data / "articles").articles)


def read_questions(data: Path) -> tuple[Gold, ...]:
    """The questions of a data folder."""
    lines = (data / "questions.jsonl").read_text("utf-8").splitlines()
    return tuple(_gold(json.loads(line)) for line in lines)


def _gold(row: dict[str, str | int]) -> Gold:
    return Gold(
        question=str(row["question"]),
        article=str(row["article"]),
        paragraph=int(row["paragraph"]),
        start=int(row["start"]),
        end=int(row["end"]),
        fold=str(row["fold"]),
    )


def every_other_paragraph(article: Article, parity: int) -> Article:
    """The article with its even (`parity` 0) or odd (1) paragraphs only, counted from 1."""
    return replace(article, paragraphs=article.paragraphs[1 - parity :: 2])

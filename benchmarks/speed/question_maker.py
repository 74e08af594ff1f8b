"""Questions about a made-up archive: each by the words of one of its sentences."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.speed.words import GRAMMAR
from bot.articles.model import Article

WORDS = 6
"""Of content in a question."""
_FORMS = (
    "What did {} {} say about the {} and {} in the {} of {}?",
    "When was the {} {} of {} first seen with {} at {} {}?",
    "Who has been told that {} will {} after the {} {} was {} by {}?",
    "How many of the {} were {} when {} and {} had {} {}?",
    "Why is it that {} {} are no longer {} for the {} under {} {}?",
)
_NOT_ASKED_FOR = frozenset((*GRAMMAR, "said"))


@dataclass(frozen=True, slots=True)
class Question:
    """The words of content alone, and the same as people type them, with words of grammar."""

    content: str
    typed: str


def make_questions(articles: Sequence[Article], count: int, seed: int = 1) -> tuple[Question, ...]:
    """Ask for so many sentences of `articles`, in turn by each of five forms."""
    draw = np.random.default_rng((seed, count))
    questions: list[Question] = []
    while len(questions) < count:
        article = articles[int(draw.integers(len(articles)))]
        paragraph = article.paragraphs[draw.integers(len(article.paragraphs))]
        sentences = paragraph.split(". ")
        words = _content_of(sentences[draw.integers(len(sentences))].split())
        if len(words) >= WORDS:
            chosen = [words[place] for place in draw.permutation(len(words))[:WORDS]]
            form = _FORMS[len(questions) % len(_FORMS)]
            questions.append(Question(" ".join(chosen), form.format(*chosen)))
    return tuple(questions)


def _content_of(words: Iterable[str]) -> list[str]:
    plain = (word.strip(".,") for word in words)
    asked = {word.lower(): word for word in plain if word.lower() not in _NOT_ASKED_FOR}
    return list(asked.values())

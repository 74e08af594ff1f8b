"""Which functions take the time of an answer, and of building a corpus."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.speed.answering import ANSWER, make_answerers
from benchmarks.speed.corpus_maker import CorpusMaker
from benchmarks.speed.question_maker import make_questions
from benchmarks.speed.remote import Asked
from benchmarks.speed.sampling import Share, shares_of
from bot.retrieval.corpus import Corpus

_QUESTIONS = 300


@dataclass(frozen=True, slots=True)
class Profile:
    """Shares of the processor time, with so many passages."""

    passages: int
    answer: tuple[Share, ...]
    build: tuple[Share, ...]


def measure_profile(passages: int) -> Profile:
    """Look at both; in the main thread of a process of its own."""
    articles = list(CorpusMaker().articles(passages))
    questions = [Asked(one.typed, ()) for one in make_questions(articles, _QUESTIONS)]
    build = shares_of(lambda: Corpus.build(articles))
    with tempfile.TemporaryDirectory() as folder, make_answerers(passages, Path(folder)) as systems:
        whole = systems[ANSWER]
        whole(questions[0])
        answer = shares_of(lambda: [whole(one) for one in questions])
    return Profile(passages, answer, build)

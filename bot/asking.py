"""Asks a corpus a question, and writes down what came of it, for every front end alike."""

import time
from datetime import UTC, datetime

from bot.querylog.model import Entry, Place
from bot.retrieval.answering import answer
from bot.retrieval.corpus import Corpus
from bot.retrieval.model import Answer


def ask(
    corpus: Corpus,
    question: str,
    *,
    sentences: int,
    threshold: float,
    place: Place,
    asker: int | None,
) -> tuple[Answer, Entry]:
    """Answer `question` with at most `sentences` quotes; the entry is for the query log."""
    asked_at = datetime.now(UTC)
    started = time.perf_counter()
    result = answer(corpus, question, top=sentences, threshold=threshold)
    milliseconds = (time.perf_counter() - started) * 1_000
    entry = Entry.of(result, place=place, asker=asker, asked_at=asked_at, milliseconds=milliseconds)
    return result, entry

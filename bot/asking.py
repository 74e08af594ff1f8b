"""Asks a corpus a question, and writes down what came of it, for every front end alike."""

import time
from dataclasses import replace
from datetime import UTC, datetime

from bot.querylog.model import Entry, Place
from bot.retrieval.model import Answer
from bot.retrieval.repetition import without_repetition
from bot.retrieval.retriever import Retriever

_SPARE = 2  # times the sentences wanted: so many are looked at for some that do not repeat


def ask(
    corpus: Retriever,
    question: str,
    *,
    sentences: int,
    threshold: float,
    place: Place,
    asker: int | None,
) -> tuple[Answer, Entry]:
    """Answer `question` with at most `sentences` quotes that do not repeat each other.

    The entry is for the query log.
    """
    asked_at = datetime.now(UTC)
    started = time.perf_counter()
    found = corpus.answer(question, top=_SPARE * sentences, threshold=threshold)
    result = replace(found, quotes=without_repetition(found.quotes)[:sentences])
    milliseconds = (time.perf_counter() - started) * 1_000
    entry = Entry.of(result, place=place, asker=asker, asked_at=asked_at, milliseconds=milliseconds)
    return result, entry

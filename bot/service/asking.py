"""Asks a corpus a question, and writes down what came of it, for every front end alike."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial

from bot.articles.model import Passage
from bot.querylog.model import Entry, Place
from bot.retrieval.follow_ups import Follower
from bot.retrieval.model import Answer
from bot.retrieval.repetition import without_repetition
from bot.retrieval.retriever import Retriever

_SPARE = 2  # times the sentences wanted: so many are looked at where some say the same


@dataclass(frozen=True, slots=True)
class Asked:
    """An answer, its entry for the query log, and whether the answer before made it what it is."""

    answer: Answer
    entry: Entry
    in_context: bool


def ask(
    corpus: Retriever,
    question: str,
    *,
    follower: Follower,
    quoted: Sequence[Passage] = (),
    sentences: int,
    threshold: float,
    place: Place,
    asker: int | None,
) -> Asked:
    """Answer `question` with at most `sentences` quotes that do not repeat each other.

    `quoted` are the passages of the answer that the question goes on from, if there is one.
    """
    asked_at = datetime.now(UTC)
    started = time.perf_counter()
    answer = partial(follower.answer, corpus, question, quoted, threshold=threshold)
    found = answer(top=sentences)
    quotes = without_repetition(found.answer.quotes)
    if len(quotes) < len(found.answer.quotes):
        found = answer(top=_SPARE * sentences)
        quotes = without_repetition(found.answer.quotes)[:sentences]
    result = replace(found.answer, quotes=quotes)
    milliseconds = (time.perf_counter() - started) * 1_000
    entry = Entry.of(result, place=place, asker=asker, asked_at=asked_at, milliseconds=milliseconds)
    return Asked(result, entry, found.in_context)

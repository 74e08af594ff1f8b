"""Readings for a few questions at a time."""

import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Semaphore

import pytest

from bot.retrieval.reading.model import Reading, Text
from bot.retrieval.reading.turns import AT_ONCE, TakingTurns

TEXTS = [Text("", "A sentence.")]


class SlowReader:
    """Reads until it is let go."""

    def __init__(self) -> None:
        self.begun = Semaphore(0)
        self.go_on = Event()

    def read(self, _question: str, texts: Sequence[Text]) -> list[Reading]:
        self.begun.release()
        assert self.go_on.wait(timeout=60)
        return [Reading(0.0)] * len(texts)


def test_questions_beyond_the_first_few_are_refused_and_that_is_told_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    slow = SlowReader()
    reader = TakingTurns(slow, patience=0.0)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        busy = [pool.submit(reader.read, "Who?", TEXTS) for _ in range(AT_ONCE)]
        for _ in busy:
            assert slow.begun.acquire(timeout=60)
        with caplog.at_level(logging.WARNING):
            assert reader.read("Who?", TEXTS) is None
            assert reader.read("Who?", TEXTS) is None
        slow.go_on.set()
        assert [one.result() for one in busy] == [[Reading(0.0)]] * AT_ONCE
    assert len(caplog.messages) == 1
    assert "overloaded" in caplog.messages[0]
    assert reader.read("Who?", TEXTS) == [Reading(0.0)]


def test_a_reader_that_fails_gives_its_turn_back() -> None:
    class Failing:
        def read(self, _question: str, _texts: Sequence[Text]) -> list[Reading]:
            raise ValueError

    reader = TakingTurns(Failing(), patience=0.0)
    for _ in range(AT_ONCE + 1):
        with pytest.raises(ValueError):  # noqa: PT011 (it is ours)
            reader.read("Who?", TEXTS)


def test_the_same_question_about_the_same_texts_is_read_once() -> None:
    class Counting:
        def __init__(self) -> None:
            self.count = 0

        def read(self, _question: str, texts: Sequence[Text]) -> list[Reading]:
            self.count += 1
            return [Reading(1.0)] * len(texts)

    counting = Counting()
    reader = TakingTurns(counting)
    assert reader.read("Who?", TEXTS) == reader.read("Who?", list(TEXTS)) == [Reading(1.0)]
    assert counting.count == 1


def test_of_other_texts_only_those_that_are_new_are_read() -> None:
    class Listing:
        def __init__(self) -> None:
            self.seen: list[Text] = []

        def read(self, _question: str, texts: Sequence[Text]) -> list[Reading]:
            self.seen += texts
            return [Reading(float(len(text.sentence))) for text in texts]

    listing, short, long = Listing(), Text("", "Short."), Text("", "Much longer.")
    reader = TakingTurns(listing)
    assert reader.read("Who?", [short]) == [Reading(6.0)]
    assert reader.read("Who?", [long, short]) == [Reading(12.0), Reading(6.0)]
    assert listing.seen == [short, long]

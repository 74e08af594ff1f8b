import logging

from bot.common.logging_setup import MOST, SECONDS, RepeatedLines


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def line(text: str, *args: object) -> logging.LogRecord:
    return logging.LogRecord("asyncio", logging.ERROR, "here", 1, text, args, None)


def written(lines: RepeatedLines, text: str, times: int) -> list[str]:
    records = [line(text) for _ in range(times)]
    return [one.getMessage() for one in records if lines(one)]


def test_a_line_that_repeats_is_written_a_few_times_and_then_counted() -> None:
    clock = Clock()
    lines = RepeatedLines(clock)
    told = written(lines, "no file descriptor is left", 500_000)
    assert len(told) == MOST
    assert told[-1].endswith("(again and again; from now on it is counted)")
    clock.now = SECONDS + 1
    assert written(lines, "no file descriptor is left", 1) == [
        "no file descriptor is left (and 499,990 more times)"
    ]


def test_other_lines_are_written_meanwhile() -> None:
    lines = RepeatedLines(Clock())
    written(lines, "again", 100)
    assert lines(line("%s was refused", "Ann"))
    assert lines(line("%s was refused", "Bob"))


def test_memory_stays_bounded_whatever_is_written() -> None:
    lines = RepeatedLines(Clock())
    assert all(lines(line("%d", number)) for number in range(5_000))
    assert len(lines._seen) == 1_000

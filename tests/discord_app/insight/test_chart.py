import io
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.discord_app.insight.cards import fill_days, sparkline
from bot.discord_app.insight.chart import (
    ANSWERED_COLOUR,
    UNANSWERED_COLOUR,
    draw_chart,
)
from bot.querylog.figures import Day

MONDAY = date(2026, 3, 2)


def days_of(*numbers: tuple[int, int]) -> tuple[Day, ...]:
    """Make days of their questions and the answered ones among them."""
    return tuple(
        Day(MONDAY + timedelta(days=number), questions, answered)
        for number, (questions, answered) in enumerate(numbers)
    )


def pixels(days: tuple[Day, ...], colour: str) -> int:
    """Count the pixels of a colour in a chart."""
    wanted = tuple(bytes.fromhex(colour[1:]))
    with Image.open(io.BytesIO(draw_chart(days))) as image:
        return sum(
            count
            for count, one in image.getcolors(image.width * image.height) or ()
            if one == wanted
        )


def test_bars_are_as_high_as_there_are_questions() -> None:
    days = days_of((8, 6), (4, 4))
    answered, unanswered = pixels(days, ANSWERED_COLOUR), pixels(days, UNANSWERED_COLOUR)
    assert answered / unanswered == pytest.approx((6 + 4) / 2, rel=0.05)


def test_a_day_without_questions_has_no_bar() -> None:
    days = days_of((0, 0), (0, 0))
    assert pixels(days, ANSWERED_COLOUR) == pixels(days, UNANSWERED_COLOUR) == 0


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), min_size=1, max_size=30))
def test_every_period_can_be_drawn(numbers: list[tuple[int, int]]) -> None:
    days = days_of(*((max(pair), min(pair)) for pair in numbers))
    with Image.open(io.BytesIO(draw_chart(days))) as image:
        assert image.format == "PNG"
    assert len(sparkline(days)) == len(days)


def test_days_without_questions_are_filled_in() -> None:
    days = days_of((3, 2), (1, 1))
    filled = fill_days(days[1:], MONDAY + timedelta(days=2), 3)
    assert filled == (Day(MONDAY, 0, 0), days[1], Day(MONDAY + timedelta(days=2), 0, 0))


@pytest.mark.parametrize(
    ("questions", "line"), [((0, 0), "▁▁"), ((1, 0), "█▁"), ((14, 7, 0), "█▅▁")]
)
def test_a_line_of_characters_shows_the_days(questions: tuple[int, ...], line: str) -> None:
    assert sparkline(days_of(*((one, 0) for one in questions))) == line

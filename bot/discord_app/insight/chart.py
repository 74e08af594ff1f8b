"""Draws the questions of a period as a picture; the one module that imports Pillow.

It brings its own ground, on which it reads alike in Discord's dark and light themes, and shows
nothing but numbers, which are the same in every language.
"""

import io
import math
from collections.abc import Iterator, Sequence

from PIL import Image, ImageDraw, ImageFont

from bot.querylog.figures import Day

# Twice as large as Discord shows it, for dense screens.
_WIDTH, _HEIGHT = 880, 340
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 24, 24, 52
_FONT_SIZE, _TICK, _MOST_LABELS, _MOST_LINES = 22, 6, 8, 4
_GAP = 0.28  # of a day's width

_GROUND, _GRID, _INK = "#2b2d31", "#45484f", "#dbdee1"
# Far apart in lightness as well as in hue, for those who tell few colours apart.
ANSWERED_COLOUR, UNANSWERED_COLOUR = "#4f9ee3", "#f0b232"


def draw_chart(days: Sequence[Day]) -> bytes:
    """Draw one bar per day, with unanswered questions above answered ones; returns a PNG."""
    image = Image.new("RGB", (_WIDTH, _HEIGHT), _GROUND)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(_FONT_SIZE)
    most = max((day.questions for day in days), default=0)
    step = _step(most)
    top = max(1, math.ceil(most / step)) * step
    for number in range(0, top + 1, step):
        y = _y(number, top)
        draw.line((_LEFT, y, _WIDTH - _RIGHT, y), _GRID, 2)
        draw.text((_LEFT - 12, y), f"{number}", _INK, font, anchor="rm")
    for number, day in enumerate(days):
        left, right = _span(number, len(days))
        _bar(draw, left, right, _y(day.answered, top), _y(0, top), ANSWERED_COLOUR)
        _bar(draw, left, right, _y(day.questions, top), _y(day.answered, top), UNANSWERED_COLOUR)
    for number in _labelled(len(days)):
        left, right = _span(number, len(days))
        y = _HEIGHT - _BOTTOM + _TICK * 2
        draw.text(((left + right) / 2, y), f"{days[number].date:%m-%d}", _INK, font, anchor="mt")
    buffer = io.BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _step(most: int) -> int:
    """Choose the distance of the grid lines: 1, 2 or 5 times a power of ten."""
    least = max(1, math.ceil(most / _MOST_LINES))
    noughts = int("1".ljust(len(str(least)), "0"))
    return next(step * noughts for step in (1, 2, 5, 10) if step * noughts >= least)


def _labelled(count: int) -> Iterator[int]:
    """Choose the days that are named: the last, and as many before it as there is room for."""
    step = max(1, math.ceil(count / _MOST_LABELS))
    yield from range(count - 1, -1, -step)


def _span(number: int, count: int) -> tuple[float, float]:
    width = (_WIDTH - _LEFT - _RIGHT) / count
    left = _LEFT + number * width
    return left + width * _GAP / 2, left + width * (1 - _GAP / 2)


def _y(number: int, top: int) -> float:
    room = _HEIGHT - _TOP - _BOTTOM
    return _TOP + room * (1 - number / top)


def _bar(
    draw: ImageDraw.ImageDraw, left: float, right: float, top: float, bottom: float, colour: str
) -> None:
    if bottom - top >= 1:
        draw.rectangle((round(left), round(top), round(right), round(bottom) - 1), colour)

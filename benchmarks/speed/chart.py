"""The picture: the time of a question by the size of the corpus, both in powers of ten, as SVG."""

import math
from collections.abc import Iterator, Mapping, Sequence

_LEFT, _TOP, _WIDTH, _HEIGHT = 70, 44, 460, 330
_LABELS = 190  # pixels for the names at the right
_LINE = 16  # pixels between two names, at least

# On a card of its own, so that it can be read on dark pages as on light ones.
_CARD, _INK, _FAINT = "#ffffff", "#24292f", "#d0d7de"
_COLOURS = ("#6e7781", "#8250df", "#bc4c00", "#1a7f37", "#0550ae", "#cf222e", "#9a6700")

Points = Sequence[tuple[float, float]]


def draw(title: str, lines: Mapping[str, Points]) -> str:
    """Draw a line for each name over (passages, milliseconds), and give the text of the file."""
    points = [point for each in lines.values() for point in each]
    across = _powers([x for x, _ in points])
    up = _powers([y for _, y in points])
    width, height = _LEFT + _WIDTH + _LABELS, _TOP + _HEIGHT + 56
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}"'
        f' height="{height}" font-family="sans-serif" font-size="12" fill="{_INK}" role="img">',
        f"<title>{title}</title>",
        f'<rect width="{width}" height="{height}" rx="8" fill="{_CARD}"/>',
        _text(_LEFT, 24, title, anchor="start", weight="bold"),
        *_grid(across, up),
    ]
    placed = {
        name: [
            (_at(x, across, _WIDTH) + _LEFT, _TOP + _HEIGHT - _at(y, up, _HEIGHT)) for x, y in each
        ]
        for name, each in lines.items()
    }
    heights = _apart({name: each[-1][1] for name, each in placed.items()})
    for number, (name, each) in enumerate(placed.items()):
        colour = _COLOURS[number % len(_COLOURS)]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in each)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>' for x, y in each]
        end, (x, y) = heights[name], each[-1]
        parts.append(_line(x + 4, y, x + 14, end, colour))
        parts.append(_text(x + 18, end + 4, name, anchor="start", colour=colour))
    return "\n".join([*parts, "</svg>\n"])


def _powers(values: Sequence[float]) -> tuple[int, int]:
    """The powers of ten that enclose all values; at least one apart."""
    low = math.floor(math.log10(min(values)) + 1e-9)
    return low, max(low + 1, math.ceil(math.log10(max(values)) - 1e-9))


def _at(value: float, powers: tuple[int, int], length: int) -> float:
    low, high = powers
    return (math.log10(value) - low) / (high - low) * length


def _apart(heights: Mapping[str, float]) -> dict[str, float]:
    """Move names down so that none covers another."""
    placed: dict[str, float] = {}
    above = -math.inf
    for name, height in sorted(heights.items(), key=lambda item: item[1]):
        above = placed[name] = max(height, above + _LINE)
    return placed


def _grid(across: tuple[int, int], up: tuple[int, int]) -> Iterator[str]:
    bottom, right = _TOP + _HEIGHT, _LEFT + _WIDTH
    for power in range(across[0], across[1] + 1):
        x = _LEFT + _at(10.0**power, across, _WIDTH)
        yield _line(x, _TOP, x, bottom, _FAINT)
        yield _text(x, bottom + 18, f"{10**power:,}")
    for power in range(up[0], up[1] + 1):
        y = bottom - _at(10.0**power, up, _HEIGHT)
        yield _line(_LEFT, y, right, y, _FAINT)
        yield _text(_LEFT - 8, y + 4, f"{10.0**power:g} ms", anchor="end")
    yield _text(_LEFT + _WIDTH / 2, bottom + 40, "passages in the corpus")


def _line(x1: float, y1: float, x2: float, y2: float, colour: str) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}"/>'


def _text(
    x: float,
    y: float,
    text: str,
    *,
    anchor: str = "middle",
    weight: str = "normal",
    colour: str = _INK,
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-weight="{weight}"'
        f' fill="{colour}">{text}</text>'
    )

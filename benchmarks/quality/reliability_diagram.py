"""The reliability diagram, as SVG: the confidence against the share that it should be."""

from collections.abc import Iterator, Mapping, Sequence

from benchmarks.quality.calibration import Bin

_SIDE = 260  # pixels of a panel, for confidences and shares from 0 to 1
_LEFT, _TOP, _GAP = 62, 58, 70
_BARS = 56  # pixels of the highest bar, for the counts
_BARS_TOP = _TOP + _SIDE + 44
_HEIGHT = _BARS_TOP + _BARS + 44

# On a card of its own, so that it can be read on dark pages as on light ones.
_CARD, _INK, _FAINT = "#ffffff", "#24292f", "#d0d7de"
_ANSWERABLE, _RIGHT = "#0550ae", "#bc4c00"


def draw(panels: Mapping[str, Sequence[Bin]]) -> str:
    """Draw one panel for each title, side by side, and give the text of the SVG file."""
    width = _LEFT + len(panels) * (_SIDE + _GAP) - _GAP + 24
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {_HEIGHT}"'
        f' width="{width}" height="{_HEIGHT}" font-family="sans-serif" font-size="12"'
        f' fill="{_INK}" role="img">',
        "<title>Reliability diagram: confidence against the share that was there</title>",
        f'<rect width="{width}" height="{_HEIGHT}" rx="8" fill="{_CARD}"/>',
        *_legend(),
    ]
    for place, (title, bins) in enumerate(panels.items()):
        x = _LEFT + place * (_SIDE + _GAP)
        parts += [*_frame(x, title), *_bars(x, bins)]
        parts += _curve(x, [(each.confidence, each.answerable) for each in bins], _ANSWERABLE)
        parts += _curve(x, [(each.confidence, each.right) for each in bins], _RIGHT)
    return "\n".join([*parts, "</svg>\n"])


def _legend() -> Iterator[str]:
    entries = (
        (_ANSWERABLE, "the answer was there"),
        (_RIGHT, "the first sentence was the right one"),
    )
    for place, (colour, label) in enumerate(entries):
        x = _LEFT + 170 * place
        yield _mark(x + 5, 20, colour)
        yield _text(x + 16, 24, label, anchor="start")


def _frame(x: int, title: str) -> Iterator[str]:
    bottom = _TOP + _SIDE
    yield _text(x + _SIDE / 2, _TOP - 10, title, weight="bold")
    for step in range(0, 11, 2):
        at = step / 10 * _SIDE
        yield _line(x, bottom - at, x + _SIDE, bottom - at, _FAINT)
        yield _text(x - 8, bottom - at + 4, f"{step / 10:.1f}", anchor="end")
        yield _text(x + at, bottom + 16, f"{step / 10:.1f}")
    yield _line(x, bottom, x + _SIDE, _TOP, _INK, dashes="4 4")
    yield _text(x + _SIDE / 2, bottom + 34, "confidence")


def _bars(x: int, bins: Sequence[Bin]) -> Iterator[str]:
    """Draw how many trials each bin has, below the panel."""
    highest = max((each.count for each in bins), default=1)
    bottom = _BARS_TOP + _BARS + 14
    for each in bins:
        height = _BARS * each.count / highest
        left, wide = x + each.low * _SIDE, (each.high - each.low) * _SIDE
        yield (
            f'<rect x="{left + 1:.1f}" y="{bottom - height:.1f}" width="{wide - 2:.1f}"'
            f' height="{height:.1f}" fill="{_FAINT}"/>'
        )
        yield _text(left + wide / 2, bottom - height - 3, f"{each.count}", size=9)
    yield _text(x + _SIDE / 2, bottom + 18, "questions in each tenth")


def _curve(x: int, points: Sequence[tuple[float, float]], colour: str) -> Iterator[str]:
    at = [(x + share * _SIDE, _TOP + (1 - height) * _SIDE) for share, height in points]
    path = " ".join(f"{left:.1f},{top:.1f}" for left, top in at)
    yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.5"/>'
    yield from (_mark(left, top, colour) for left, top in at)


def _mark(x: float, y: float, colour: str) -> str:
    """Draw a dot for the one curve and a square for the other, for those who see no colours."""
    if colour == _ANSWERABLE:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" fill="{colour}"/>'
    return f'<rect x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8" fill="{colour}"/>'


def _line(
    x1: float, y1: float, x2: float, y2: float, colour: str, dashes: str | None = None
) -> str:
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}"{dashed}/>'
    )


def _text(
    x: float,
    y: float,
    text: str,
    *,
    anchor: str = "middle",
    weight: str = "normal",
    size: int = 12,
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-weight="{weight}"'
        f' font-size="{size}">{text}</text>'
    )

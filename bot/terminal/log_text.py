"""Reports from the query log: figures, and the unanswered questions."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from bot.common.wording import write_count
from bot.querylog.figures import Day, Figures
from bot.querylog.grouping import Group
from bot.terminal.answer_text import make_paragraph
from bot.terminal.style import Style, make_visible

_BAR = "█"
_WIDEST_BAR = 40  # columns


def render_figures(figures: Figures, since: datetime, style: Style) -> str:
    """Render the figures since a moment."""
    blocks = [
        [style.bold(f"Since {since:%Y-%m-%d} (UTC)"), *_summary_lines(figures)],
        _list("Most quoted articles", _article_lines(figures), style),
        _list("Questions by day", _day_lines(figures.days), style),
    ]
    return "\n\n".join("\n".join(lines) for lines in blocks if lines)


def render_groups(groups: Sequence[Group], style: Style) -> str:
    """List the groups of unanswered questions, with how often and when they were last asked."""
    return "\n".join(
        make_paragraph(
            f"{make_visible(group.question)} ({group.latest.asked_at:%Y-%m-%d})",
            style,
            first=f"{group.count:>5}  ",
            rest=" " * 7,
        )
        for group in groups
    )


def _summary_lines(figures: Figures) -> Iterator[str]:
    yield f"Questions  {figures.questions:,}"
    if figures.share_answered is None or figures.median is None or figures.slowest is None:
        return
    yield f"Answered   {figures.answered:,} ({figures.share_answered:.0%})"
    yield f"Time       median {figures.median:,.0f} ms, slowest {figures.slowest:,.0f} ms"
    if figures.share_helpful is not None:
        votes = write_count(figures.helpful + figures.unhelpful, "vote")
        yield f"Helpful    {figures.helpful:,} of {votes} ({figures.share_helpful:.0%})"


def _article_lines(figures: Figures) -> Iterator[str]:
    for use in figures.articles:
        yield f"{use.answers:>5,}  {make_visible(use.article)}"


def _day_lines(days: Sequence[Day]) -> Iterator[str]:
    most = max((day.questions for day in days), default=1)
    for day in days:
        bar = _BAR * max(1, round(day.questions / most * _WIDEST_BAR))
        yield f"{day.date}  {bar} {day.questions:,}, {day.answered:,} answered"


def _list(title: str, lines: Iterable[str], style: Style) -> list[str]:
    found = list(lines)
    return [style.bold(title), *found] if found else []

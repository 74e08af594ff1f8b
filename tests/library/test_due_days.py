import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.articles.library import Library
from bot.documents.problem import Hidden
from bot.library.due_days import reloading_on_due_days, seconds_until_due
from bot.library.live import LiveCorpus

NOW = datetime(2025, 6, 1, 22, 0, tzinfo=UTC)


def hidden(day: str | None) -> Hidden:
    until = None if day is None else datetime.fromisoformat(day).date()
    return Hidden("a.md", 2, "is not shown yet", until)


@pytest.mark.parametrize(
    ("days", "seconds"),
    [
        ([], None),
        ([None], None),
        (["2025-06-02"], 7_200.0),
        ([None, "2031-01-01", "2025-06-02"], 7_200.0),
        (["2025-06-01"], 0.0),
    ],
)
def test_the_next_day_is_waited_for(days: list[str | None], seconds: float | None) -> None:
    library = Library((), hidden=tuple(map(hidden, days)))
    assert seconds_until_due(library, NOW) == seconds


async def test_a_page_is_loaded_when_its_day_has_come(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("It rained.")
    (tmp_path / "b.md").write_text("---\ndate: 9999-01-01\n---\nIt snowed.")
    live = LiveCorpus.load(tmp_path, 1_000_000)
    assert [each.name for each in live.library.hidden] == ["b.md"]
    (tmp_path / "b.md").write_text("---\ndate: 2025-01-01\n---\nIt snowed.")
    async with reloading_on_due_days(live, lambda: datetime(9999, 1, 1, tzinfo=UTC)):
        for _ in range(200):
            if len(live.library.articles) == 2:
                break
            await asyncio.sleep(0.02)
    assert [article.name for article in live.library.articles] == ["a.md", "b.md"]

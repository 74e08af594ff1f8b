import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.querylog.exporting import (
    GROUP_COLUMNS,
    QUERY_COLUMNS,
    groups_as_csv,
    logged,
    queries_as_csv,
    queries_as_json,
    write_row,
)
from bot.querylog.grouping import group_similar
from bot.querylog.log import QueryLog
from bot.querylog.model import Entry, Shown, Vote
from bot.querylog.records import Asked, LoggedQuery, Scope
from bot.querylog.sqlite.store import SqliteStore

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


async def written(path: Path, *entries: Entry) -> tuple[LoggedQuery, ...]:
    async with QueryLog.open(SqliteStore(path)) as log:
        for entry in entries:
            log.record(entry)
        await log.vote(Vote(entries[0].key, 7, helpful=True, voted_at=NOON))
    return tuple(logged(SqliteStore(path), Scope()))


async def test_each_question_is_a_row_with_its_best_sentence(
    path: Path, make_entry: Callable[..., Entry]
) -> None:
    shown = (Shown(1, "a.txt", 2, 3, "One.", 2.5), Shown(2, "b.md", 4, 5, "Two.", 1))
    queries = await written(path, make_entry(shown=shown), make_entry(answered=False, shown=()))
    rows = list(csv.DictReader(io.StringIO("".join(queries_as_csv(queries)))))
    best = [(row["sentences"], row["article"], row["paragraph"], row["text"]) for row in rows]
    assert best == [("2", "a.txt", "2", "One."), ("0", "", "", "")]
    assert [row["helpful"] for row in rows] == ["1", "0"]
    assert list(rows[0]) == list(QUERY_COLUMNS)


async def test_each_question_is_an_object_with_all_its_sentences(
    path: Path, make_entry: Callable[..., Entry]
) -> None:
    shown = (Shown(1, "a.txt", 2, 3, "Où?", 2.5), Shown(2, "b.md", 4, 5, "Two.", 1))
    (line,) = queries_as_json(await written(path, make_entry(shown=shown, asked_at=NOON)))
    data = json.loads(line)
    assert [one["text"] for one in data["shown"]] == ["Où?", "Two."]
    assert data["asked_at"] == "2026-03-04T12:00:00+00:00"
    assert data["place"] == {"front_end": "discord", "guild_id": 10, "channel_id": 20}
    assert data["votes"] == {"helpful": 1, "unhelpful": 0}


async def test_only_what_was_asked_since_then_is_read_oldest_first(
    path: Path, make_entry: Callable[..., Entry]
) -> None:
    moments = [NOON + timedelta(hours=hours) for hours in (2, -1, 0, 1)]
    await written(path, *(make_entry(asked_at=moment) for moment in moments))
    assert [one.asked_at for one in logged(SqliteStore(path), Scope(NOON))] == [
        NOON,
        NOON + timedelta(hours=1),
        NOON + timedelta(hours=2),
    ]


def test_each_group_of_unanswered_questions_is_a_row() -> None:
    asked = [
        Asked("1", "The bridge?", NOON),
        Asked("2", "the bridge!", NOON + timedelta(days=1)),
        Asked("3", "The bridge?", NOON + timedelta(hours=1)),
    ]
    rows = list(csv.reader(io.StringIO("".join(groups_as_csv(group_similar(asked))))))
    assert rows == [
        list(GROUP_COLUMNS),
        [
            *("3", "The bridge?", "2026-03-05T12:00:00+00:00", "2026-03-04T12:00:00+00:00"),
            "the bridge!",
        ],
    ]


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\r=1", "\n=1", "＝1", "\u00a0=1", "-Why?"],
)
def test_no_text_is_taken_for_a_formula(text: str) -> None:
    (row,) = csv.reader(io.StringIO(write_row([text]), newline=""))
    assert row == [f"'{text}"]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1))
def test_every_text_survives_but_for_the_mark_before_formulas(texts: list[str]) -> None:
    (row,) = csv.reader(io.StringIO(write_row(texts), newline=""))
    assert [cell.removeprefix("'") for cell in row] == [text.removeprefix("'") for text in texts]


def test_numbers_are_left_alone() -> None:
    assert write_row([-1, None, 0.5]) == "-1,,0.5\r\n"

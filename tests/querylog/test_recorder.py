import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.config.model import Who
from bot.querylog.model import Entry
from bot.querylog.sqlite.store import SqliteStore
from bot.querylog.storage import open_recorder
from tests.querylog.conftest import read_log


async def test_with_a_path_entries_are_written(
    path: Path, make_entry: Callable[..., Entry]
) -> None:
    async with open_recorder(SqliteStore(path), Who.PLAIN) as recorder:
        recorder.record(make_entry(asker=5))
    assert [query.asker for query in read_log(SqliteStore(path))] == ["u:5"]


async def test_without_a_path_nothing_is_kept(
    tmp_path: Path, make_entry: Callable[..., Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with open_recorder(None) as recorder:
        recorder.record(make_entry())
    assert os.listdir() == []

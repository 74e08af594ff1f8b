import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.config import Config
from bot.doctor.model import Verdict
from bot.doctor.querylog import check_log
from bot.querylog.log import QueryLog
from bot.querylog.sqlite.backup import back_up
from bot.querylog.sqlite.migrations import migrate, read_migrations
from bot.querylog.sqlite.store import SqliteStore
from tests.doctor.conftest import MakeConfig, verdicts
from tests.querylog.conftest import ENTRY


@pytest.fixture
async def config(make_config: MakeConfig) -> Config:
    """A configuration with a query log that holds one question."""
    config = make_config()
    async with QueryLog.open(SqliteStore(config.log.path)) as log:
        log.record(ENTRY)
    return config


def test_a_log_that_is_whole_is_fine_and_stays_as_it_is(config: Config) -> None:
    before = config.log.path.read_bytes()
    (finding,) = check_log(config)
    assert (finding.verdict, finding.text.endswith("intact, with 1 question")) == (
        Verdict.FINE,
        True,
    )
    assert config.log.path.read_bytes() == before
    assert len(os.listdir(config.log.path.parent)) == 2


def test_before_the_first_start_its_place_is_looked_at(make_config: MakeConfig) -> None:
    config = make_config()
    (finding,) = check_log(config)
    assert (finding.verdict, "first start" in finding.text) == (Verdict.FINE, True)
    assert not config.log.path.parent.exists()


def test_a_place_where_none_can_be_made_is_a_fault(make_config: MakeConfig) -> None:
    config = make_config()
    config.log.path.parent.touch()  # a file in place of the folder
    finding, *_ = check_log(config)
    assert (finding.verdict, "cannot be created" in finding.text) == (Verdict.FAULT, True)


def test_no_log_is_fine(make_config: MakeConfig) -> None:
    (finding,) = check_log(make_config(log={"enabled": False}))
    assert finding.verdict is Verdict.FINE


def damage(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * 4096)


def make_newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")


def lose_key(path: Path) -> None:
    path.with_name(f"{path.name}.key").unlink()


def spoil_key(path: Path) -> None:
    path.with_name(f"{path.name}.key").write_text("no key")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (damage, "damaged|malformed"),
        (make_newer, "newer Verbatim"),
        (lose_key, "The key of the pseudonyms"),
        (spoil_key, "does not hold a key"),
    ],
)
def test_what_a_start_or_the_people_in_it_would_suffer_from_is_a_fault(
    config: Config, change: Callable[[Path], None], told: str
) -> None:
    change(config.log.path)
    (finding,) = [one for one in check_log(config) if one.verdict is not Verdict.FINE]
    assert finding.verdict is Verdict.FAULT
    assert any(part in finding.text for part in told.split("|"))


@pytest.mark.parametrize("name", ["log.sqlite3", "log.sqlite3.key"])
def test_files_that_others_may_read_are_a_fault(config: Config, name: str) -> None:
    path = config.log.path.with_name(name)
    path.chmod(0o640)
    *_, finding = check_log(config)
    assert (finding.verdict, finding.remedy) == (Verdict.FAULT, f"chmod 600 {path}")


def test_without_hashes_no_key_is_missed(make_config: MakeConfig) -> None:
    config = make_config()
    path = config.log.path
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, read_migrations())
        connection.execute("PRAGMA journal_mode = WAL")
    path.chmod(0o600)
    assert verdicts(list(check_log(config))) == [Verdict.FINE]


def test_an_older_schema_and_a_missing_write_ahead_log_are_to_be_thought_of(
    make_config: MakeConfig,
) -> None:
    config = make_config()
    config.log.path.parent.mkdir()
    with closing(sqlite3.connect(config.log.path, isolation_level=None)) as connection:
        migrate(connection, read_migrations()[:1])
    config.log.path.chmod(0o600)
    findings = list(check_log(config))
    assert verdicts(findings) == [Verdict.FINE, Verdict.HINT, Verdict.HINT]
    assert "verbatim backup" in findings[1].remedy
    assert "write-ahead" in findings[2].text


async def test_a_log_that_was_just_restored_is_not_taken_for_one_on_a_network(
    config: Config, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.sqlite3"
    back_up(config.log.path, copy)
    copy.replace(config.log.path)
    _, told = check_log(config)
    assert "restored from a backup" in told.remedy
    async with QueryLog.open(SqliteStore(config.log.path)):
        pass
    assert verdicts(list(check_log(config))) == [Verdict.FINE]


def test_a_disk_that_is_nearly_full_is_to_be_thought_of(
    config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: SimpleNamespace(free=5 * 1024**2))
    *_, finding = check_log(config)
    assert (finding.verdict, finding.text[:18]) == (Verdict.HINT, "only 5 MB are free")

import re
import resource
import signal
import sqlite3
import stat
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bot.querylog.errors import QueryLogError
from bot.querylog.exporting import logged
from bot.querylog.log import QueryLog
from bot.querylog.model import Entry
from bot.querylog.records import Scope
from bot.querylog.sqlite.backup import back_up
from bot.querylog.sqlite.migrations import migrate, read_migrations
from bot.querylog.sqlite.store import SqliteStore

ROOT = Path(__file__).parents[2]
ASKER = 123456789012345678


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "copies" / "backup.sqlite3"


@pytest.fixture(autouse=True)
def _folder(target: Path) -> None:
    target.parent.mkdir()


def questions(path: Path) -> list[str]:
    return [query.question for query in logged(SqliteStore(path), Scope())]


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


async def test_it_holds_what_was_written_while_the_log_is_open(
    path: Path, target: Path, make_entry: Callable[..., Entry]
) -> None:
    async with QueryLog.open(SqliteStore(path)) as log:
        log.record(make_entry())
        await log.personal.holdings(ASKER)  # when what was recorded is written
        backup = back_up(path, target)
        log.record(make_entry())
    assert (backup.database, backup.questions) == (target, 1)
    assert questions(target) == ["Question 0?"]
    assert len(questions(path)) == 2


async def test_each_backup_in_a_stream_of_writes_is_whole(
    path: Path, target: Path, make_entry: Callable[..., Entry]
) -> None:
    async with QueryLog.open(SqliteStore(path)) as log:
        for number in range(20):
            for _ in range(50):
                log.record(make_entry())
            await log.personal.holdings(ASKER)
            backup = back_up(path, target.with_name(f"{number}.sqlite3"))
            assert backup.questions == 50 * (number + 1)
            with closing(sqlite3.connect(backup.database)) as copy:
                assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)


async def test_it_consists_of_the_database_and_its_key_for_the_owner_only(
    path: Path, target: Path, make_entry: Callable[..., Entry]
) -> None:
    async with QueryLog.open(SqliteStore(path)) as log:
        log.record(make_entry())
    backup = back_up(path, target)
    assert names_in(target.parent) == ["backup.sqlite3", "backup.sqlite3.key"]
    assert backup.key == target.with_name("backup.sqlite3.key")
    modes = {stat.S_IMODE(one.stat().st_mode) for one in target.parent.iterdir()}
    assert modes == {0o600}


async def test_people_are_known_again_in_it(
    path: Path, target: Path, make_entry: Callable[..., Entry]
) -> None:
    async with QueryLog.open(SqliteStore(path)) as log:
        log.record(make_entry(asker=ASKER))
    back_up(path, target)
    async with QueryLog.open(SqliteStore(target)) as copy:
        assert (await copy.personal.holdings(ASKER)).questions == 1


def test_without_hashes_there_is_no_key_to_copy(path: Path, target: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, read_migrations())
    assert back_up(path, target).key is None
    assert names_in(target.parent) == ["backup.sqlite3"]


def test_a_log_of_an_older_schema_is_copied_as_it_is(path: Path, target: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, read_migrations()[:1])
    back_up(path, target)
    with closing(sqlite3.connect(target)) as copy:
        assert copy.execute("PRAGMA user_version").fetchone() == (1,)


@pytest.mark.parametrize("taken", ["backup.sqlite3", "backup.sqlite3.key"])
@pytest.mark.parametrize("is_link", [False, True], ids=["file", "dangling link"])
async def test_nothing_is_overwritten(path: Path, target: Path, taken: str, is_link: bool) -> None:
    async with QueryLog.open(SqliteStore(path)):
        pass
    there = target.with_name(taken)
    if is_link:
        there.symlink_to("nowhere")
    else:
        there.write_text("precious")
    with pytest.raises(QueryLogError, match="there is such a file already") as caught:
        back_up(path, target)
    assert str(there) in str(caught.value)
    assert names_in(target.parent) == [taken]
    assert is_link or there.read_text() == "precious"


def make_damaged(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, read_migrations())
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * 4096)


def make_foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")


@pytest.mark.parametrize(
    ("make", "fault"),
    [
        (make_damaged, "damaged|malformed"),
        (make_foreign, "another program"),
        (lambda _path: None, "no such file"),
    ],
    ids=["damaged", "foreign", "missing"],
)
def test_what_is_no_whole_log_leaves_no_backup(
    path: Path, target: Path, make: Callable[[Path], None], fault: str
) -> None:
    path.parent.mkdir()
    make(path)
    with pytest.raises(QueryLogError, match=fault):
        back_up(path, target)
    assert names_in(target.parent) == []


@pytest.mark.parametrize("name", [".", "..", "/"])
def test_a_folder_is_no_file_to_write(path: Path, name: str) -> None:
    with pytest.raises(QueryLogError, match=r"it is a folder\. Name a file in it\."):
        back_up(path, Path(name))


async def test_without_room_for_it_no_half_of_it_is_left(
    path: Path, target: Path, make_entry: Callable[..., Entry]
) -> None:
    async with QueryLog.open(SqliteStore(path)) as log:
        for _ in range(500):
            log.record(make_entry())
        await log.personal.holdings(ASKER)
        with no_file_larger_than(50_000), pytest.raises(QueryLogError, match="is there room"):
            back_up(path, target)
    assert names_in(target.parent) == []


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """Have the system refuse what would make a file larger, as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    previous = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, previous)


async def test_a_folder_that_is_missing_is_told(path: Path, target: Path) -> None:
    async with QueryLog.open(SqliteStore(path)):
        pass
    missing = target.parent / "nowhere"
    fault = re.escape(f"there is no folder {missing}. Make it")
    with pytest.raises(QueryLogError, match=fault):
        back_up(path, missing / "backup.sqlite3")


def ruin(path: Path) -> None:
    path.write_bytes(b"ruined")
    path.with_name("verbatim.sqlite3.key").unlink()
    path.with_name("verbatim.sqlite3-wal").write_bytes(b"of what was ruined")


def restore_as_documented() -> None:
    page = (ROOT / "docs" / "operating.md").read_text("utf-8")
    (commands,) = re.findall(r"```sh\n(mkdir -m 700 data/before.*?)```", page, re.DOTALL)
    subprocess.run(["sh", "-euc", commands], check=True)  # noqa: S603, S607 - our own documentation


async def test_it_is_restored_as_documented(
    tmp_path: Path, make_entry: Callable[..., Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = Path("data/verbatim.sqlite3")
    async with QueryLog.open(SqliteStore(path)) as log:
        log.record(make_entry(asker=ASKER))
    back_up(path, Path("backup.sqlite3"))
    ruin(path)
    restore_as_documented()
    async with QueryLog.open(SqliteStore(path)) as log:
        assert (await log.personal.holdings(ASKER)).questions == 1
    assert questions(path) == ["Question 0?"]

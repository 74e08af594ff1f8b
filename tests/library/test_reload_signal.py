"""Two processes that share a seeds folder; here they are two live corpora in one."""

import asyncio
import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from bot.config import Config
from bot.library.live import LiveCorpus
from bot.library.reload_signal import ReloadSignal, Signal, following
from bot.querylog.postgresql.migrations import read_migrations
from bot.querylog.postgresql.reload_signal import open_signal
from bot.seed_editing.errors import SeedBankError
from bot.seed_editing.model import Limits, SeedText
from bot.seed_editing.seed_service import SeedService
from tests.postgresql import Server, installed, serving
from tests.querylog.databases import PostgresqlDatabase

LIMITS = Limits(file_bytes=10_000, upload_bytes=100_000, files=10, trashed=5)
FERRY = SeedText("ferry.txt", b"The ferry stopped in May.\n")
LISTENERS = (
    "SELECT pid FROM pg_stat_activity WHERE application_name = 'verbatim' AND state = 'idle'"
    " AND query LIKE '%reload_signal%'"
)
QUICKLY = {"listen_seconds": 0.01, "again_seconds": 0.01}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "bridge.txt").write_text("The bridge opened in March.\n", "utf-8")
    return folder


@pytest.fixture
def file(tmp_path: Path) -> ReloadSignal:
    return ReloadSignal(tmp_path / "data" / "reload")


def emptied(server: Server, folder: Path) -> PostgresqlDatabase:
    """A database with the tables, and nothing in them."""
    database = PostgresqlDatabase(server.url, folder / "key")
    database.make_as_of(len(read_migrations()))
    return database


@pytest.fixture(params=["file", "server"])
def signal(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    file: ReloadSignal,
    servers: Callable[[str], Server],
) -> Signal:
    if request.param == "file":
        return file
    return open_signal(emptied(servers("newest"), tmp_path).url, None)


@pytest.fixture
def seed_service(folder: Path, signal: Signal) -> SeedService:
    """The keeper of the articles in one process."""
    return SeedService(LiveCorpus.load(folder, LIMITS.file_bytes), LIMITS, signal)


@pytest.fixture
def other(folder: Path) -> LiveCorpus:
    """The corpus of another process."""
    return LiveCorpus.load(folder, LIMITS.file_bytes)


def names(live: LiveCorpus) -> list[str]:
    return [article.name for article in live.corpus.articles]


def has(live: LiveCorpus, name: str) -> bool:
    return name in names(live)


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not holds():  # noqa: ASYNC110 - it tells no other way
            await asyncio.sleep(0.01)


async def test_what_one_process_adds_the_others_load(
    seed_service: SeedService, signal: Signal, other: LiveCorpus
) -> None:
    async with following(other, signal, signal.read(), **QUICKLY):
        await seed_service.add((await seed_service.plan(FERRY)).new)
        await until(lambda: names(other) == ["bridge.txt", "ferry.txt"])
        await seed_service.remove("bridge.txt")
        await until(lambda: names(other) == ["ferry.txt"])


async def test_what_one_process_reloads_the_others_do(
    folder: Path, seed_service: SeedService, signal: Signal, other: LiveCorpus
) -> None:
    async with following(other, signal, signal.read(), **QUICKLY):
        (folder / FERRY.name).write_bytes(FERRY.data)
        await seed_service.reload()
        await until(lambda: names(other) == ["bridge.txt", "ferry.txt"])


async def test_what_changes_while_another_process_starts_is_not_missed(
    seed_service: SeedService, signal: Signal, other: LiveCorpus
) -> None:
    heard = signal.read()
    await seed_service.add((await seed_service.plan(FERRY)).new)
    async with following(other, signal, heard, **QUICKLY):
        await until(lambda: names(other) == ["bridge.txt", "ferry.txt"])


async def test_what_two_processes_change_at_once_both_load(
    folder: Path, seed_service: SeedService, signal: Signal, other: LiveCorpus
) -> None:
    second = SeedService(other, LIMITS, signal)
    train = SeedText("train.txt", b"The train was late.\n")
    everything = ["bridge.txt", "ferry.txt", "train.txt"]
    async with (
        following(seed_service.live, signal, signal.read(), **QUICKLY),
        following(other, signal, signal.read(), **QUICKLY),
    ):
        await asyncio.gather(
            seed_service.add((await seed_service.plan(FERRY)).new),
            second.add((await second.plan(train)).new),
        )
        await until(lambda: names(seed_service.live) == names(other) == everything)


async def test_without_a_new_word_nothing_is_read_again(
    folder: Path, signal: Signal, other: LiveCorpus
) -> None:
    signal.give()
    async with following(other, signal, signal.read(), **QUICKLY):
        (folder / FERRY.name).write_bytes(FERRY.data)
        await asyncio.sleep(0.2)
    assert names(other) == ["bridge.txt"]


async def test_a_reload_that_fails_is_tried_again(
    folder: Path, signal: Signal, other: LiveCorpus, caplog: pytest.LogCaptureFixture
) -> None:
    away = folder.with_name("away")
    async with following(other, signal, signal.read(), **QUICKLY):
        await asyncio.to_thread(folder.rename, away)
        signal.give()
        await until(lambda: "could not be read" in caplog.text)
        (away / FERRY.name).write_bytes(FERRY.data)
        await asyncio.to_thread(away.rename, folder)
        await until(lambda: names(other) == ["bridge.txt", "ferry.txt"])


async def test_a_signal_that_cannot_be_given_is_a_warning_and_the_change_stands(
    folder: Path, file: ReloadSignal, caplog: pytest.LogCaptureFixture
) -> None:
    live = LiveCorpus.load(folder, LIMITS.file_bytes)
    assert file.path is not None
    file.path.mkdir(parents=True)
    away = open_signal("postgresql://verbatim@/x?host=/nowhere", None)
    with caplog.at_level(logging.WARNING):
        train = SeedText("train.txt", b"The train was late.\n")
        for signal, seed in ((file, FERRY), (away, train)):
            seed_service = SeedService(live, LIMITS, signal)
            await seed_service.add((await seed_service.plan(seed)).new)
    assert caplog.text.count("the other processes do not hear of the change") == 2
    assert names(live) == ["bridge.txt", "ferry.txt", "train.txt"]
    assert list(file.path.parent.iterdir()) == [file.path]


async def test_a_server_tells_at_once_and_not_only_when_it_is_asked(
    tmp_path: Path, seed_service: SeedService, other: LiveCorpus, servers: Callable[[str], Server]
) -> None:
    database = emptied(servers("newest"), tmp_path)
    signal = open_signal(database.url, None)
    heard = await asyncio.to_thread(signal.read)
    async with following(other, signal, heard, listen_seconds=1_000):
        await asyncio.sleep(0.5)  # until it listens
        telling = SeedService(seed_service.live, LIMITS, signal)
        await telling.add((await telling.plan(FERRY)).new)
        await until(lambda: names(other) == ["bridge.txt", "ferry.txt"])


async def test_a_server_that_was_away_is_heard_again(
    tmp_path: Path, folder: Path, other: LiveCorpus
) -> None:
    with serving(installed()["newest"]) as server:
        signal = open_signal(emptied(server, tmp_path).url, None)
        async with following(other, signal, signal.read(), **QUICKLY):
            await asyncio.to_thread(server.stop)
            (folder / FERRY.name).write_bytes(FERRY.data)
            await asyncio.to_thread(server.start)
            signal.give()
            await until(lambda: names(other) == ["bridge.txt", "ferry.txt"])


async def test_a_listener_whose_connection_was_cut_hears_what_came_meanwhile_and_goes_on(
    tmp_path: Path, seed_service: SeedService, other: LiveCorpus, servers: Callable[[str], Server]
) -> None:
    database = emptied(servers("newest"), tmp_path)
    signal = open_signal(database.url, None)
    telling = SeedService(seed_service.live, LIMITS, signal)
    async with following(other, signal, signal.read(), listen_seconds=0.5):
        for name in ("ferry.txt", "train.txt"):
            await until(lambda: bool(database.query(LISTENERS)))
            cut = "SELECT pg_terminate_backend(pid) FROM"
            await asyncio.to_thread(database.query, LISTENERS.replace("SELECT pid FROM", cut))
            await telling.add((await telling.plan(SeedText(name, b"It stopped.\n"))).new)
            await until(partial(has, other, name))


async def test_the_last_article_stays_also_where_another_process_removed_the_others(
    folder: Path, seed_service: SeedService, other: LiveCorpus
) -> None:
    await seed_service.add((await seed_service.plan(FERRY)).new)
    await other.reload()
    await seed_service.remove("bridge.txt")
    with pytest.raises(SeedBankError, match="add another first"):
        await SeedService(other, LIMITS).remove("ferry.txt")


def test_a_process_that_shares_nothing_gives_no_signal(tmp_path: Path) -> None:
    config = Config.model_validate({"log": {"path": tmp_path / "log.sqlite3"}})
    signal = ReloadSignal.of(config)
    signal.give()
    assert signal.read() is None
    assert list(tmp_path.iterdir()) == []

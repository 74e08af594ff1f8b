"""Machines that share the articles on a server, each with folders of its own."""

import asyncio
import logging
import os
import shutil
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from bot.articles.library import SeedsError
from bot.library.live import LiveCorpus
from bot.library.reload_signal import following
from bot.library.seed_source import SharedSeeds
from bot.querylog.postgresql.address import Address
from bot.querylog.postgresql.migrations import make_tables
from bot.querylog.postgresql.reload_signal import open_signal
from bot.querylog.postgresql.seed_files import PostgresqlFiles, open_seeds
from bot.retrieval.question import Question
from bot.seed_editing.errors import NamesTakenError
from bot.seed_editing.model import Limits, SeedText
from bot.seed_editing.seed_service import SeedService
from tests.postgresql import installed, serving
from tests.querylog.databases import PostgresqlDatabase

LIMIT = 1_048_576
LIMITS = Limits(LIMIT, LIMIT, files=100, trashed=5)
AWAY = "postgresql://verbatim@/x?host=/nowhere"
BRIDGE, FERRY = "The bridge opened in March.\n", "The ferry sank in April.\n"
SEEDS = {"bridge.txt": BRIDGE, "old/ferry.md": FERRY}


class Machine:
    """A machine with a folder for its data, and a seeds folder."""

    def __init__(self, folder: Path, url: str, seeds: Mapping[str, str] | None = None) -> None:
        self.first, self.copy = folder / "seeds", folder / "data/articles"
        for name, text in (seeds or {}).items():
            path = self.first / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        self.source = SharedSeeds(self.copy, open_seeds(url, None), self.first, LIMIT)

    def start(self) -> LiveCorpus:
        return LiveCorpus.load(self.source, LIMIT)

    async def service(self) -> SeedService:
        return SeedService(await asyncio.to_thread(self.start), LIMITS)


def names(live: LiveCorpus) -> list[str]:
    return [article.name for article in live.corpus.articles]


def quotes(live: LiveCorpus, text: str) -> list[str]:
    answer = live.corpus.answer(Question.parse(text), top=3, threshold=0.1)
    return [quote.passage.text for quote in answer.quotes]


async def add(service: SeedService, name: str, text: str, *, is_new: bool = True) -> None:
    plan = await service.plan(SeedText(name, text.encode()))
    await service.add(plan.new if is_new else plan.replacing, replace=not is_new)


def test_a_machine_without_a_seeds_folder_answers_from_the_server(
    tmp_path: Path, database: PostgresqlDatabase
) -> None:
    one = Machine(tmp_path / "a", database.url, SEEDS).start()
    other = Machine(tmp_path / "b", database.url).start()
    assert names(other) == names(one) == sorted(SEEDS)
    assert quotes(other, "When did the bridge open?") == [BRIDGE.strip()]


def test_the_folder_of_the_first_machine_alone_fills_the_server(
    tmp_path: Path, database: PostgresqlDatabase
) -> None:
    Machine(tmp_path / "a", database.url, SEEDS).start()
    other = Machine(tmp_path / "b", database.url, {"other.txt": "The tower fell.\n"}).start()
    assert names(other) == sorted(SEEDS)


def test_machines_that_start_at_once_fill_the_server_once(
    tmp_path: Path, database: PostgresqlDatabase
) -> None:
    machines = [
        Machine(tmp_path / f"{n}", database.url, {f"{n}.txt": f"The bridge {n} opened.\n"})
        for n in range(4)
    ]
    with ThreadPoolExecutor() as pool:
        found = {tuple(names(live)) for live in pool.map(Machine.start, machines)}
    assert len(found) == 1
    assert len(found.pop()) == 1


async def test_what_one_machine_adds_removes_and_restores_is_so_on_all(
    tmp_path: Path, database: PostgresqlDatabase
) -> None:
    one = await Machine(tmp_path / "a", database.url, SEEDS).service()
    other = await Machine(tmp_path / "b", database.url).service()
    await add(one, "tower.txt", "The tower fell in May.\n")
    await other.reload()
    assert quotes(other.live, "When did the tower fall?") == ["The tower fell in May."]
    await add(other, "tower.txt", "The tower fell in June.\n", is_new=False)
    await other.remove("bridge.txt")
    await one.reload()
    assert names(one.live) == ["old/ferry.md", "tower.txt"]
    assert quotes(one.live, "When did the tower fall?") == ["The tower fell in June."]
    trashed = {item.name: item for item in await one.trash()}
    assert sorted(trashed) == ["bridge.txt", "tower.txt"]
    await one.restore(trashed["bridge.txt"])
    await other.reload()
    assert names(other.live) == ["bridge.txt", "old/ferry.md", "tower.txt"]


async def test_machines_that_add_at_the_same_moment_lose_nothing(
    tmp_path: Path, database: PostgresqlDatabase
) -> None:
    machines = [Machine(tmp_path / f"{n}", database.url, SEEDS) for n in range(4)]
    services = [await machine.service() for machine in machines]
    await asyncio.gather(
        *(
            add(service, f"{number}-{again}.txt", f"Bridge {number} opened {again} times.\n")
            for number, service in enumerate(services)
            for again in range(3)
        )
    )
    for service in services:
        await service.reload()
        assert len(names(service.live)) == len(SEEDS) + 12


async def test_of_two_machines_that_add_the_same_name_the_second_is_told(
    tmp_path: Path, database: PostgresqlDatabase
) -> None:
    services = [await Machine(tmp_path / n, database.url, SEEDS).service() for n in "ab"]
    plans = [
        await service.plan(SeedText("tower.txt", f"The tower fell {n} times.\n".encode()))
        for n, service in enumerate(services)
    ]
    await services[0].add(plans[0].new)
    with pytest.raises(NamesTakenError):
        await services[1].add(plans[1].new)
    for service in services:
        await service.reload()
        assert quotes(service.live, "How often did the tower fall?") == ["The tower fell 0 times."]


async def test_what_a_change_was_about_to_write_is_nowhere_when_the_server_refuses(
    tmp_path: Path, database: PostgresqlDatabase
) -> None:
    service = await Machine(tmp_path / "a", database.url, SEEDS).service()
    database.query("ALTER TABLE seed_files ADD CHECK (path <> 'tower.txt')")
    with pytest.raises(SeedsError, match="cannot be changed at the moment"):
        await add(service, "tower.txt", "The tower fell.\n")
    await service.reload()
    assert names(service.live) == sorted(SEEDS)
    assert await service.trash() == ()


async def test_while_the_server_is_away_answers_and_their_proof_go_on(tmp_path: Path) -> None:
    with serving(installed()["newest"]) as server:
        service = await Machine(tmp_path / "a", server.url, SEEDS).service()
        live = service.live
        server.stop()
        assert quotes(live, "When did the bridge open?") == [BRIDGE.strip()]
        with pytest.raises(SeedsError, match="Start the server"):
            await service.reload()
        with pytest.raises(SeedsError, match="cannot be changed at the moment"):
            await add(service, "tower.txt", "The tower fell.\n")
        assert names(live) == sorted(SEEDS)
        (live.folder / "bridge.txt").write_text("The bridge burnt in March.\n")
        assert quotes(live, "When did the bridge open?") == []
        server.start()
        await service.reload()
        assert quotes(live, "When did the bridge open?") == [BRIDGE.strip()]


def test_a_machine_that_starts_while_the_server_is_away_answers_from_its_copy_and_says_so(
    tmp_path: Path, database: PostgresqlDatabase, caplog: pytest.LogCaptureFixture
) -> None:
    Machine(tmp_path / "a", database.url, SEEDS).start()
    with caplog.at_level(logging.WARNING):
        live = Machine(tmp_path / "a", AWAY, {"other.txt": "The tower fell.\n"}).start()
    assert names(live) == sorted(SEEDS)
    assert "quotes are compared with that" in caplog.text


def test_a_machine_that_never_reached_the_server_answers_from_its_seeds_folder(
    tmp_path: Path,
) -> None:
    assert names(Machine(tmp_path / "a", AWAY, SEEDS).start()) == sorted(SEEDS)


async def test_a_machine_that_started_before_the_server_fills_it_once_it_is_there(
    tmp_path: Path,
) -> None:
    with serving(installed()["newest"]) as server:
        await asyncio.to_thread(server.stop)
        live = (await Machine(tmp_path / "a", server.url, SEEDS).service()).live
        signal, seeds = open_signal(server.url, None), open_seeds(server.url, None)
        heard = await asyncio.to_thread(signal.read)
        async with following(live, signal, heard, listen_seconds=0.05), asyncio.timeout(60):
            await asyncio.to_thread(server.start)
            await asyncio.to_thread(make_tables, Address(server.url))  # as the query log does
            while not await asyncio.to_thread(seeds.reading, PostgresqlFiles.listing):  # noqa: ASYNC110
                await asyncio.sleep(0.05)


def test_without_a_server_and_any_articles_a_start_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SeedsError, match=r"postgresql://verbatim@/x cannot be fetched.*Start"):
        Machine(tmp_path / "a", AWAY).start()


def test_without_articles_on_the_server_or_here_a_start_says_how_to_write_some(
    tmp_path: Path, database: PostgresqlDatabase
) -> None:
    with pytest.raises(SeedsError, match=r"has no articles, and .*seeds has none.*seeds push"):
        Machine(tmp_path / "a", database.url).start()


def test_a_copy_that_somebody_changed_is_mended_at_the_next_start(
    tmp_path: Path, database: PostgresqlDatabase
) -> None:
    machine = Machine(tmp_path / "a", database.url, SEEDS)
    machine.start()
    path = machine.copy / "bridge.txt"
    before = path.stat()
    path.write_text(BRIDGE.replace("March", "Marsh"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    (machine.copy / "added.txt").write_text("The tower fell.\n")
    live = Machine(tmp_path / "a", database.url).start()
    assert names(live) == sorted(SEEDS)
    assert quotes(live, "When did the bridge open?") == [BRIDGE.strip()]


def test_a_file_that_was_changed_on_the_server_past_the_bot_is_not_taken(
    tmp_path: Path, database: PostgresqlDatabase, caplog: pytest.LogCaptureFixture
) -> None:
    machine = Machine(tmp_path / "a", database.url, SEEDS)
    machine.start()
    database.query("UPDATE seed_files SET data = 'The bridge fell.', digest = repeat('0', 64)")
    with caplog.at_level(logging.WARNING):
        live = Machine(tmp_path / "a", database.url).start()
    assert quotes(live, "When did the bridge open?") == [BRIDGE.strip()]
    assert "is not as it was listed" in caplog.text


@pytest.mark.parametrize("path", ["../out.txt", "/out.txt", "a/../../out.txt", ".incoming/x"])
def test_a_path_on_the_server_that_leads_out_of_the_copy_is_refused(
    tmp_path: Path, database: PostgresqlDatabase, path: str
) -> None:
    machine = Machine(tmp_path / "a", database.url, SEEDS)
    machine.start()
    database.query(f"UPDATE seed_files SET path = '{path}' WHERE path = 'bridge.txt'")  # noqa: S608
    with pytest.raises(SeedsError, match="no path of a seed file"):
        machine.source.update()
    assert not (machine.copy.parent / "out.txt").exists()


def test_a_database_that_was_made_anew_is_filled_from_the_copy_not_the_old_seeds_folder(
    tmp_path: Path, database: PostgresqlDatabase
) -> None:
    machine = Machine(tmp_path / "a", database.url, SEEDS)
    service = SeedService(machine.start(), LIMITS)
    asyncio.run(add(service, "tower.txt", "The tower fell.\n"))
    database.drop_tables()
    machine.source.change(lambda folder: (folder / "train.txt").write_text("The train left.\n"))
    other = Machine(tmp_path / "b", database.url).start()
    assert names(other) == [*sorted(SEEDS), "tower.txt", "train.txt"]


def test_a_change_is_told_to_others_even_if_the_writer_is_killed_right_after_it(
    tmp_path: Path, database: PostgresqlDatabase
) -> None:
    machine = Machine(tmp_path / "a", database.url, SEEDS)
    machine.start()
    signal = open_signal(database.url, None)
    before = signal.read()
    machine.source.change(lambda folder: (folder / "tower.txt").write_text("The tower fell.\n"))
    assert signal.read() != before


def test_a_writer_that_hangs_is_not_waited_for_for_good(
    tmp_path: Path, database: PostgresqlDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = Machine(tmp_path / "a", database.url, SEEDS)
    machine.start()
    monkeypatch.setattr("bot.querylog.postgresql.seed_files._WAIT", "SET LOCAL lock_timeout = 50")
    other = Machine(tmp_path / "b", database.url)

    def change(_: Path) -> None:
        with pytest.raises(SeedsError, match="lock timeout"):
            other.source.change(lambda _: None)

    machine.source.change(change)


def test_the_password_is_in_no_message(tmp_path: Path) -> None:
    machine = Machine(tmp_path / "a", AWAY)
    server = replace(machine.source._server, address=Address(AWAY, "S3CRET"))
    source = SharedSeeds(machine.copy, server, machine.first, LIMIT)
    with pytest.raises(SeedsError) as refused:
        source.update(at_start=True)
    assert "S3CRET" not in str(refused.value)
    with pytest.raises(SeedsError) as refused:
        source.change(partial(print, end=""))
    assert "S3CRET" not in str(refused.value)


def test_a_link_in_the_place_of_the_copy_or_its_draft_loses_no_file_behind_it(
    tmp_path: Path, database: PostgresqlDatabase
) -> None:
    machine = Machine(tmp_path / "a", database.url, SEEDS)
    machine.start()
    other = tmp_path / "other"
    other.mkdir()
    (other / "kept.txt").write_text("The mine closed.\n", "utf-8")
    machine.copy.with_name("articles.draft").symlink_to(other)
    machine.source.change(lambda folder: (folder / "new.txt").write_text("It rose.\n", "utf-8"))
    shutil.rmtree(machine.copy)
    machine.copy.symlink_to(other)
    with pytest.raises(SeedsError, match="is a link"):
        machine.source.update()
    assert [path.name for path in other.iterdir()] == ["kept.txt"]
    assert database.query("SELECT path FROM seed_files WHERE path = 'kept.txt'") == []


def test_a_file_with_a_wrong_digest_on_the_server_is_named(
    tmp_path: Path, database: PostgresqlDatabase
) -> None:
    machine = Machine(tmp_path / "a", database.url, SEEDS)
    machine.start()
    database.query("UPDATE seed_files SET digest = repeat('0', 64) WHERE path = 'bridge.txt'")
    with pytest.raises(SeedsError, match=r"not as it was listed.*\(bridge.txt\)"):
        machine.source.update()

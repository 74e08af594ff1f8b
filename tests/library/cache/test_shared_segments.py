"""What a machine takes over from a server that another machine has filled."""

import asyncio
import logging
from dataclasses import replace
from pathlib import Path

import pytest

from bot.library.building import CorpusBuilder
from bot.library.cache.corpus_cache import CorpusCache
from bot.library.cache.manifest import digest_of
from bot.library.cache.segment_folder import SegmentFolder
from bot.library.cache.shared_segments import SharedSegments
from bot.library.live import LiveCorpus
from bot.querylog.postgresql.segments import open_parts
from bot.retrieval.question import Question
from tests.querylog.databases import PostgresqlDatabase

LIMIT = 1_048_576


class Machine:
    """A machine with a seeds folder and a folder of its own for the index."""

    def __init__(self, folder: Path, url: str, kept_seconds: float = 600.0) -> None:
        self.seeds, self.index = folder / "seeds", folder / "index"
        self.seeds.mkdir(parents=True)
        for number in range(5):
            text = f"Bridge number {number} opened.\n"
            (self.seeds / f"{number}.txt").write_text(text, "utf-8")
        server = replace(open_parts(url, None), kept_seconds=kept_seconds)
        segments = SharedSegments(SegmentFolder(self.index), server)
        self.cache = CorpusCache(segments, LIMIT, fewest=1)

    def start(self) -> LiveCorpus:
        return LiveCorpus.load(self.seeds, LIMIT, CorpusBuilder(cache=self.cache))


def test_a_machine_starts_from_what_another_has_indexed(
    tmp_path: Path, database: PostgresqlDatabase
) -> None:
    first = Machine(tmp_path / "a", database.url).start()
    other = Machine(tmp_path / "b", database.url)
    kept = other.cache.load()
    assert kept is not None
    assert kept.library.articles == first.library.articles
    live = other.start()
    question = Question.parse("When did bridge number 3 open?")
    answers = [one.corpus.answer(question, top=3, threshold=0.1) for one in (first, live)]
    assert answers[0] == answers[1]
    assert answers[0].quotes[0].passage.article.name == "3.txt"


def test_what_was_fetched_is_there_while_the_server_is_away(
    tmp_path: Path, database: PostgresqlDatabase
) -> None:
    Machine(tmp_path / "a", database.url).start()
    other = Machine(tmp_path / "b", database.url)
    assert other.cache.load() is not None
    away = open_parts("postgresql://verbatim@/x?host=/nowhere", None)
    cache = CorpusCache(SharedSegments(SegmentFolder(other.index), away), LIMIT, fewest=1)
    kept = cache.load()
    assert kept is not None
    assert len(kept.library.articles) == 5


def test_a_server_that_is_away_keeps_no_start_back(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    machine = Machine(tmp_path / "a", "postgresql://verbatim@/x?host=/nowhere")
    with caplog.at_level(logging.WARNING):
        assert len(machine.start().corpus.articles) == 5
    assert "cannot be written" in caplog.text


@pytest.mark.parametrize("change", ["sha256(data)", "data || 'x'"])
def test_a_part_that_was_changed_on_the_server_is_not_used(
    tmp_path: Path, database: PostgresqlDatabase, change: str, caplog: pytest.LogCaptureFixture
) -> None:
    Machine(tmp_path / "a", database.url).start()
    database.query(f"UPDATE segment_parts SET data = {change}")  # noqa: S608 - a constant
    other = Machine(tmp_path / "b", database.url)
    with caplog.at_level(logging.WARNING):
        live = other.start()
    assert len(live.corpus.articles) == 5
    assert "damaged on the server" in caplog.text


def test_parts_that_no_version_needs_any_more_go(
    tmp_path: Path, database: PostgresqlDatabase
) -> None:
    machine = Machine(tmp_path / "a", database.url, kept_seconds=0.0)
    machine.start()
    before = {digest for (digest,) in database.query("SELECT digest FROM segment_parts")}
    for number in range(5):
        (machine.seeds / f"{number}.txt").write_text("The ferry sank.\n", "utf-8")
    machine.start()
    after = {digest for (digest,) in database.query("SELECT digest FROM segment_parts")}
    assert after
    assert not before & after


def test_parts_that_another_machine_has_yet_to_name_stay(database: PostgresqlDatabase) -> None:
    parts = open_parts(database.url, None)
    added = digest_of(b"added by one machine")
    parts.add(added, b"added by one machine")
    parts.prune(["0" * 64])
    assert parts.read(added) == b"added by one machine"


def test_a_part_that_is_added_again_counts_as_new(database: PostgresqlDatabase) -> None:
    parts = open_parts(database.url, None)
    old, new = digest_of(b"old"), digest_of(b"new")
    for digest, data in ((old, b"old"), (new, b"new")):
        parts.add(digest, data)
    database.query("UPDATE segment_parts SET used_at = now() - interval '1 hour'")
    parts.add(new, b"new")
    parts.prune(())
    assert parts.renew([old, new]) == {new}


def test_an_index_of_the_last_release_gets_the_time_when_it_is_first_written(
    tmp_path: Path, database: PostgresqlDatabase
) -> None:
    database.make_as_of(3)
    Machine(tmp_path / "a", database.url).start()
    assert database.query("SELECT count(used_at) > 0 FROM segment_parts") == [(True,)]


async def test_what_is_gone_from_the_server_is_added_again(
    tmp_path: Path, database: PostgresqlDatabase
) -> None:
    machine = Machine(tmp_path / "a", database.url)
    live = await asyncio.to_thread(machine.start)
    database.query("DELETE FROM segment_parts")
    (machine.seeds / "new.txt").write_text("The ferry sank.\n", "utf-8")
    await live.reload()
    kept = await asyncio.to_thread(Machine(tmp_path / "b", database.url).cache.load)
    assert kept is not None
    assert len(kept.library.seen) == 6

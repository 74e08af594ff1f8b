import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.articles.library import SeedsError
from bot.config import Config
from bot.library.reloaded import Reload
from bot.library.remote.errors import ArticlesUnavailable, NotPublished, PublishingError
from bot.library.remote.live import RemoteLive
from bot.querylog.model import Place
from bot.querylog.postgresql.address import Address
from bot.querylog.postgresql.connecting import connect_blocking
from bot.retrieval.model import Answer
from bot.service.answerer import Answerer, Request
from bot.terminal.answer_service import open_answer_service
from bot.terminal.chat import Chat
from bot.terminal.style import Style
from tests.library.remote.conftest import SEEDS
from tests.library.remote.machines import Machine, write_seeds
from tests.postgresql import Server, installed, serving
from tests.querylog.databases import PostgresqlDatabase


def ask(live: RemoteLive, text: str) -> Answer:
    return Answerer(0.3).answer(live.corpus, Request(text, 3, Place("terminal"))).answer


def first_quote(live: RemoteLive, text: str) -> str:
    answer = ask(live, text)
    assert answer.answered
    return answer.quotes[0].passage.text


def reload(live: RemoteLive) -> Reload:
    return asyncio.run(live.reload())


def test_a_machine_answers_from_what_another_has_published(
    machine: Machine, tmp_path: Path
) -> None:
    machine.publisher.publish(machine.seeds)
    other = Machine(tmp_path / "nothing", [one.url for one in machine.index.servers])
    assert first_quote(other.open(), "When did the mill burn down?") == (
        "The mill burned down in 1871."
    )


def test_after_the_database_was_made_anew_an_earlier_version_finds_nothing_of_the_new_one(
    machine: Machine, database: PostgresqlDatabase
) -> None:
    machine.publisher.publish(machine.seeds)
    live = machine.open()
    database.drop_tables()
    machine.publisher.publish(machine.seeds)
    with pytest.raises(ArticlesUnavailable):
        ask(live, "When did the mill burn down?")
    reload(live)
    assert ask(live, "When did the mill burn down?").answered


def test_what_was_not_published_is_said_to_be_missing(machine: Machine) -> None:
    with pytest.raises(NotPublished, match=r"has no articles yet\. .*verbatim publish"):
        machine.open()


def test_what_another_version_of_the_code_has_published_is_not_used(machine: Machine) -> None:
    machine.publisher.publish(machine.seeds)
    machine.publisher.max_bytes += 1
    with pytest.raises(NotPublished, match=r"another version.*seeds\.max_file_bytes"):
        machine.open()


def test_a_reload_takes_what_was_published_and_tells_what_changed(machine: Machine) -> None:
    machine.publisher.publish(machine.seeds)
    live = machine.open()
    seeds = SEEDS | {"mill.txt": "The mill burned down in 1901.\n", "a.txt": "The tower leans.\n"}
    del seeds["ferry.txt"]
    write_seeds(machine.seeds, seeds)
    machine.publisher.publish(machine.seeds)
    changes = reload(live).changes
    assert (changes.added, changes.changed, changes.removed) == (
        ("a.txt",),
        ("mill.txt",),
        ("ferry.txt",),
    )
    assert first_quote(live, "When did the mill burn down?") == "The mill burned down in 1901."
    assert not ask(live, "When did the ferry sink?").answered


def test_an_edit_is_published_for_all(machine: Machine) -> None:
    machine.publisher.publish(machine.seeds)
    here, there = machine.open(), machine.open()

    def edit(folder: Path) -> None:
        (folder / "tower.txt").write_text("The tower leans since 1960.\n", "utf-8")

    change = asyncio.run(here.change(edit))
    assert (change.changes.added, len(change.library.articles)) == (("tower.txt",), 4)
    reload(there)
    assert first_quote(there, "Since when does the tower lean?") == "The tower leans since 1960."


def test_a_rejected_file_keeps_its_last_good_version(machine: Machine) -> None:
    machine.publisher.publish(machine.seeds)
    (machine.seeds / "mill.txt").write_bytes(b"")
    published = machine.publisher.publish(machine.seeds)
    assert published.changes.kept == ("mill.txt",)
    assert [one.name for one in published.library.rejected] == ["mill.txt"]
    assert ask(machine.open(), "When did the mill burn down?").answered


def test_a_folder_that_has_lost_all_articles_changes_nothing(machine: Machine) -> None:
    machine.publisher.publish(machine.seeds)
    write_seeds(machine.seeds, {})
    with pytest.raises(SeedsError, match="no articles any more"):
        machine.publisher.publish(machine.seeds)
    assert len(machine.open().corpus.articles) == 3


def test_nothing_is_written_where_nothing_has_changed(machine: Machine) -> None:
    machine.publisher.publish(machine.seeds)
    before = machine.index.manifest()
    assert not machine.publisher.publish(machine.seeds).is_new
    assert machine.index.manifest() == before


def test_only_one_process_publishes_at_a_time(machine: Machine) -> None:
    with machine.publisher.writer.alone() as is_alone:
        assert is_alone
        with pytest.raises(PublishingError, match="Another process is publishing"):
            machine.publisher.publish(machine.seeds)


def test_what_the_last_but_one_version_had_is_deleted(
    machine: Machine, database: PostgresqlDatabase
) -> None:
    for number in range(4):
        write_seeds(machine.seeds, SEEDS | {"mill.txt": f"The mill has {number} wheels.\n"})
        machine.publisher.publish(machine.seeds)
    kept = database.query("SELECT count(*) FROM remote_segments")
    named = database.query("SELECT count(DISTINCT segment) FROM remote_rows")
    assert kept == named == [(2,)]


def test_a_process_that_missed_versions_says_so_instead_of_finding_nothing(
    machine: Machine,
) -> None:
    machine.publisher.publish(machine.seeds)
    live = machine.open()
    for number in range(2):
        write_seeds(machine.seeds, SEEDS | {"mill.txt": f"The mill has {number} wheels.\n"})
        machine.publisher.publish(machine.seeds)
    with pytest.raises(ArticlesUnavailable, match="being replaced"):
        ask(live, "When did the ferry sink?")
    reload(live)
    assert ask(live, "When did the ferry sink?").answered


def test_a_machine_that_names_fewer_servers_is_told_so_and_can_publish_on_these(
    machine: Machine, database: PostgresqlDatabase
) -> None:
    Machine(machine.seeds, [database.url] * 2).publisher.publish(machine.seeds)
    with pytest.raises(NotPublished, match="was published for other servers"):
        machine.open()
    machine.publisher.publish(machine.seeds)
    assert ask(machine.open(), "When did the ferry sink?").answered


def test_a_server_that_hangs_is_given_up(machine: Machine, database: PostgresqlDatabase) -> None:
    machine.publisher.publish(machine.seeds)
    live = machine.open()
    machine.index.most_silent = 0.2
    with connect_blocking(Address(database.url)) as other:
        other.execute("LOCK TABLE remote_rows")  # nobody is sent a row meanwhile
        with pytest.raises(ArticlesUnavailable, match="cannot be searched at the moment"):
            ask(live, "When did the ferry sink?")
    machine.index.most_silent = 10.0
    assert ask(live, "When did the ferry sink?").answered


@dataclass
class Away:
    """A machine whose server can be stopped."""

    machine: Machine
    server: Server


@pytest.fixture
def away(tmp_path: Path) -> Iterator[Away]:
    with serving(installed()["newest"]) as server:
        write_seeds(tmp_path / "seeds", SEEDS)
        yield Away(Machine(tmp_path / "seeds", [server.url]), server)


def test_while_the_server_is_away_nobody_is_told_that_no_article_answers(away: Away) -> None:
    away.machine.publisher.publish(away.machine.seeds)
    live = away.machine.open()
    assert ask(live, "When did the mill burn down?").answered
    away.server.stop()
    with pytest.raises(ArticlesUnavailable, match="at the moment"):
        ask(live, "When did the ferry sink?")
    with pytest.raises(ArticlesUnavailable, match="Start the server, or fix the network"):
        reload(live)
    with pytest.raises(PublishingError, match="Start the server, or fix the network"):
        away.machine.publisher.publish(away.machine.seeds)
    away.server.start()
    assert ask(live, "When did the ferry sink?").answered


def test_a_conversation_goes_on_when_the_server_is_back(away: Away) -> None:
    away.machine.publisher.publish(away.machine.seeds)
    config = Config.model_validate({"log": {"enabled": False}})

    def lines() -> Iterator[str]:
        away.server.stop()
        yield "When did the ferry sink?"
        away.server.start()
        yield "When did the ferry sink?"

    with open_answer_service(config, away.machine.open()) as service:
        refused, answered = Chat(service, Style()).replies(lines())
    assert "cannot be searched at the moment" in " ".join(refused.split())
    assert "The ferry sank in April." in answered

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.config import Config
from bot.doctor.model import Finding, Verdict
from bot.doctor.querylog import check_log
from bot.doctor.seeds import check_seeds
from bot.library.live import LiveCorpus
from bot.library.opening import open_seeds
from bot.querylog.log import QueryLog
from bot.querylog.privacy import read_or_make_key
from bot.querylog.storage import store_of
from tests.doctor.conftest import MakeConfig
from tests.postgresql import Server
from tests.querylog.conftest import ENTRY
from tests.querylog.databases import PostgresqlDatabase


@pytest.fixture
def config(make_config: MakeConfig, servers: Callable[[str], Server], tmp_path: Path) -> Config:
    """A configuration with an empty database on a server."""
    database = PostgresqlDatabase(servers("newest").url, tmp_path / "key")
    database.drop_tables()
    return make_config().model_copy(update={"storage": database.url})


async def log_one(config: Config) -> None:
    async with QueryLog.open(store_of(config)) as log:
        log.record(ENTRY)


def faults(config: Config) -> list[Finding]:
    return [one for one in check_log(config) if one.verdict is Verdict.FAULT]


def test_before_the_first_start_nothing_is_made(config: Config) -> None:
    server, key = check_log(config)
    assert "tables will be created at the first start" in server.text
    assert "will be created" in key.text
    assert not config.log.path.parent.exists()
    with pytest.raises(Exception, match="it has no query log"):
        store_of(config).require()


async def test_a_log_on_a_server_is_counted(config: Config) -> None:
    await log_one(config)
    (finding,) = check_log(config)
    assert finding.verdict is Verdict.FINE
    assert finding.text.endswith("(PostgreSQL 18), with 1 question")


def test_a_server_that_does_not_answer_is_a_fault(make_config: MakeConfig) -> None:
    url = "postgresql://verbatim@/x?host=/nowhere"
    (finding,) = faults(make_config().model_copy(update={"storage": url}))
    assert "Start the server, or fix the network" in finding.text
    assert "Is the server running" not in finding.text


@pytest.mark.parametrize("other", [True, False])
async def test_a_key_that_is_missing_or_another_is_a_fault(config: Config, *, other: bool) -> None:
    await log_one(config)
    key = config.log.path.with_name(f"{config.log.path.name}.key")
    key.unlink()
    if other:
        read_or_make_key(key)
    (finding,) = faults(config)
    assert ("is not the key" if other else "is missing") in finding.text
    assert "Copy the key" in finding.remedy


async def test_a_key_that_others_can_read_is_a_fault(config: Config) -> None:
    await log_one(config)
    key = config.log.path.with_name(f"{config.log.path.name}.key")
    key.chmod(0o644)
    (finding,) = faults(config)
    assert finding.text == f"Other users on this machine can read {key}"
    assert finding.remedy == f"chmod 600 {key}"


def test_articles_that_wait_to_be_written_to_the_server_are_counted(config: Config) -> None:
    (finding,) = check_seeds(config)
    assert finding.verdict is Verdict.FINE
    assert finding.text.endswith("/postgres has none; the first start writes 1 file to it")


def test_without_any_articles_it_is_said_where_to_put_them(config: Config) -> None:
    (config.seeds.folder / "bridge.txt").unlink()
    (finding,) = check_seeds(config)
    assert finding.verdict is Verdict.FAULT
    assert "the first start writes them to the server" in finding.remedy


def test_articles_on_the_server_are_counted(config: Config) -> None:
    LiveCorpus.load(open_seeds(config), config.seeds.max_file_bytes)
    (finding,) = check_seeds(config)
    assert finding.verdict is Verdict.FINE
    assert finding.text.startswith("1 file on postgresql://")


def test_articles_of_a_folder_that_nobody_reads_any_more_are_a_hint(config: Config) -> None:
    LiveCorpus.load(open_seeds(config), config.seeds.max_file_bytes)
    (config.seeds.folder / "tower.txt").write_text("The tower fell.\n")
    _, finding = check_seeds(config)
    assert finding.verdict is Verdict.HINT
    assert finding.text.endswith("has articles that the server does not have: tower.txt")
    assert finding.remedy.endswith("verbatim seeds push")


def test_files_on_the_server_that_are_rejected_are_hints_and_the_trash_is_not_counted(
    config: Config,
) -> None:
    (config.seeds.folder / "empty.txt").write_text("")
    (config.seeds.folder / ".trash").mkdir()
    (config.seeds.folder / ".trash/1 old.txt").write_text("The tower fell.\n")
    LiveCorpus.load(open_seeds(config), config.seeds.max_file_bytes)
    counted, rejected = check_seeds(config)
    assert counted.text.startswith("2 files on postgresql://")
    assert rejected.verdict is Verdict.HINT
    assert rejected.text.startswith("empty.txt: ")

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.common.progress import ignore_progress
from bot.config import Config
from bot.doctor.model import Verdict
from bot.doctor.published import check_published
from bot.library.remote.opening import open_publisher
from tests.doctor.conftest import MakeConfig
from tests.postgresql import Server
from tests.querylog.databases import PostgresqlDatabase


@pytest.fixture
def config(make_config: MakeConfig, servers: Callable[[str], Server], tmp_path: Path) -> Config:
    """A configuration whose articles are searched on a server that has none yet."""
    database = PostgresqlDatabase(servers("newest").url, tmp_path / "key")
    database.drop_tables()
    config = make_config(answers={"semantic": False})
    return config.model_copy(update={"storage": database.url, "retrieval": "remote"})


def test_articles_that_were_not_published_are_a_fault(config: Config) -> None:
    (found,) = check_published(config)
    assert found.verdict is Verdict.FAULT
    assert "verbatim publish" in found.text


def test_published_articles_are_counted(config: Config) -> None:
    (config.seeds.folder / "bridge.txt").write_text("The bridge opened. It leans.\n", "utf-8")
    open_publisher(config, ignore_progress).publish(config.seeds.folder)
    (found,) = check_published(config)
    assert found.verdict is Verdict.FINE
    assert "with" in found.text
    assert "in 1 segment, without vectors" in found.text


def test_articles_without_the_vectors_that_are_to_be_compared_are_told(config: Config) -> None:
    pytest.importorskip("onnxruntime")
    (config.seeds.folder / "bridge.txt").write_text("The bridge opened. It leans.\n", "utf-8")
    open_publisher(config, ignore_progress).publish(config.seeds.folder)
    answers = config.answers.model_copy(update={"semantic": "auto"})
    _, found = check_published(config.model_copy(update={"answers": answers}))
    assert found.verdict is Verdict.HINT
    assert "by words alone" in found.text


def test_articles_in_memory_are_not_looked_for(make_config: MakeConfig) -> None:
    assert list(check_published(make_config())) == []

import sys
from pathlib import Path

import pytest

from bot.config import Config, ConfigError
from bot.querylog.sqlite.store import SqliteStore
from bot.querylog.storage import recording_store, store_of

URL = "postgresql://verbatim@db1,db2:5433/verbatim?sslmode=require"


def test_without_a_setting_the_log_is_in_its_file() -> None:
    store = store_of(Config())
    assert isinstance(store, SqliteStore)
    assert store.name == str(Path("data/verbatim.sqlite3"))


def test_a_server_is_named_without_its_options_and_without_the_password(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PGPASSWORD", "S3CRET")
    store = store_of(Config(storage=URL))
    assert store.name == "postgresql://verbatim@db1,db2:5433/verbatim"
    assert "S3CRET" not in repr(vars(store))


def test_without_the_extra_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [one for one in sys.modules if one.startswith("bot.querylog.postgresql")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(ConfigError, match=r"the extra postgresql is not installed.*pip install"):
        store_of(Config(storage=URL))


@pytest.mark.parametrize("storage", [None, URL])
def test_where_no_log_is_kept_there_is_no_database(storage: str | None) -> None:
    assert (
        recording_store(Config.model_validate({"log": {"enabled": False}, "storage": storage}))
        is None
    )

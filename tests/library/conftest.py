from collections.abc import Callable
from pathlib import Path

import pytest

from tests.postgresql import Server
from tests.querylog.databases import PostgresqlDatabase


@pytest.fixture
def database(tmp_path: Path, servers: Callable[[str], Server]) -> PostgresqlDatabase:
    """A database without any tables."""
    database = PostgresqlDatabase(servers("newest").url, tmp_path / "key")
    database.drop_tables()
    return database

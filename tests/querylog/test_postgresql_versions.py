"""Processes of an earlier version go on beside later ones: a script of the schema only adds."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.querylog.postgresql.migrations import read_migrations
from tests.postgresql import Server, installed
from tests.querylog.databases import PostgresqlDatabase, Rows

NEWEST = len(read_migrations())
STATEMENTS = Path(__file__).with_name("statements_of_version_3.sql")
_PLACEHOLDER = re.compile(r"%(?:\((\w+)\))?[sb]")

_COLUMNS = """
    SELECT table_name, column_name, data_type, is_nullable, column_default, is_identity
    FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2
"""
_RULES = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace AND contype <> 'n' ORDER BY 1, 2
"""
_UNIQUE = """
    SELECT indrelid::regclass::text, indexrelid::regclass::text FROM pg_index
    WHERE indisunique AND indrelid IN (
        SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace
    )
    ORDER BY 1, 2
"""


@pytest.fixture(params=installed())
def database(
    request: pytest.FixtureRequest, tmp_path: Path, servers: Callable[[str], Server]
) -> PostgresqlDatabase:
    return PostgresqlDatabase(servers(request.param).url, tmp_path / "log.key")


@pytest.mark.parametrize("number", range(1, NEWEST))
def test_the_next_script_leaves_what_is_there_and_asks_nothing_more_of_who_writes(
    database: PostgresqlDatabase, number: int
) -> None:
    database.make_as_of(number)
    columns, rules, unique = map(database.query, (_COLUMNS, _RULES, _UNIQUE))
    tables = {row[0] for row in columns}
    database.make_as_of(number + 1)
    assert of(tables, database.query(_RULES)) == rules
    assert of(tables, database.query(_UNIQUE)) == unique
    now = of(tables, database.query(_COLUMNS))
    assert set(columns) <= set(now)
    for added in set(now) - set(columns):
        *_, is_nullable, default, is_identity = added
        assert is_nullable == "YES" or default is not None or is_identity == "YES", added


def of(tables: set[str], rows: Rows) -> Rows:
    return [row for row in rows if row[0] in tables]


def statements() -> list[str]:
    text = STATEMENTS.read_text("utf-8").partition("\n")[2]
    return [one.strip() for one in text.split(";") if one.strip()]


@pytest.mark.parametrize("statement", statements())
def test_a_statement_of_an_earlier_version_is_understood(
    database: PostgresqlDatabase, statement: str
) -> None:
    if database.query("SELECT to_regclass('schema_versions') IS NULL")[0][0] or database.query(
        "SELECT max(number) FROM schema_versions"
    ) != [(NEWEST,)]:
        database.make_as_of(NEWEST)
    names: list[str] = []

    def number(match: re.Match[str]) -> str:
        name = match[1] or f"{len(names)}"
        if name not in names:
            names.append(name)
        return f"${names.index(name) + 1}"

    database.query(f"PREPARE earlier AS {_PLACEHOLDER.sub(number, statement)}")

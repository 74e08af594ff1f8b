"""Brings the database to the newest schema, by the numbered scripts in `schema/`.

A database that has had more of them than this version knows is used all the same: scripts only add.
"""

from importlib.resources import files

import psycopg
from psycopg.abc import Query
from psycopg.rows import TupleRow

from bot.querylog.migrations import Migration, read_scripts
from bot.querylog.postgresql.connecting import Connection

LOCK = 0x56726274
"""Of the advisory lock that whoever migrates holds: 'Vrbt'."""

_FIND = "SELECT to_regclass('schema_versions') IS NOT NULL"
_VERSION = "SELECT coalesce(max(number), 0) FROM schema_versions"
MAKE = """
    CREATE TABLE IF NOT EXISTS schema_versions (
        number INTEGER NOT NULL PRIMARY KEY,
        name TEXT NOT NULL,
        applied_at TIMESTAMPTZ NOT NULL DEFAULT now()
    )
"""
_NOTE = "INSERT INTO schema_versions (number, name) VALUES (%s, %s)"


def read_migrations() -> tuple[Migration, ...]:
    """Read the scripts that are shipped, in order."""
    return read_scripts(files("bot.querylog.postgresql") / "schema")


async def migrate(connection: Connection) -> None:
    """Apply the scripts that the database has not had, all or none, one process at a time.

    Raises psycopg.Error.
    """
    migrations = read_migrations()
    if await _version(connection) >= migrations[-1].number:
        return
    async with connection.transaction():
        await connection.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
        await connection.execute(MAKE)
        version = await _version(connection)
        for migration in migrations:
            if migration.number > version:
                script: Query = migration.sql.encode()
                await connection.execute(script)
                await connection.execute(_NOTE, (migration.number, migration.name))


async def _version(connection: Connection) -> int:
    """Return the number of the last script that the database has had; 0 when new."""
    ((is_there,),) = await (await connection.execute(_FIND)).fetchall()
    if not is_there:
        return 0
    ((version,),) = await (await connection.execute(_VERSION)).fetchall()
    return int(version)


def version_of(connection: psycopg.Connection[TupleRow]) -> int:
    """Do what `migrate` does to find the version; blocks."""
    ((is_there,),) = connection.execute(_FIND).fetchall()
    if not is_there:
        return 0
    ((version,),) = connection.execute(_VERSION).fetchall()
    return int(version)

"""Brings the database to the newest schema, by the numbered scripts in `schema/`.

A database with scripts that this version does not know is used all the same: scripts only add.
"""

from importlib.resources import files

from psycopg.abc import Query

from bot.querylog.migrations import Migration, read_scripts
from bot.querylog.postgresql.address import Address
from bot.querylog.postgresql.connecting import BlockingConnection, check_server, connect_blocking

LOCK = 0x56726274
"""Key of the advisory lock that a process holds while it migrates: 'Vrbt'."""

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


def make_tables(address: Address) -> None:
    """Apply the scripts that the database has not had, all or none, one process at a time.

    Blocks. Raises psycopg.Error, and QueryLogError if the server cannot be used.
    """
    migrations = read_migrations()
    with connect_blocking(address) as connection:
        check_server(connection.info, address)
        if version_of(connection) >= migrations[-1].number:
            return
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
        connection.execute(MAKE)
        version = version_of(connection)
        for migration in migrations:
            if migration.number > version:
                script: Query = migration.sql.encode()
                connection.execute(script)
                connection.execute(_NOTE, (migration.number, migration.name))


def version_of(connection: BlockingConnection) -> int:
    """Return the number of the last script that the database has had; 0 when new."""
    ((is_there,),) = connection.execute(_FIND).fetchall()
    if not is_there:
        return 0
    ((version,),) = connection.execute(_VERSION).fetchall()
    return int(version)

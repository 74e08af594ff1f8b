"""Empties the write-ahead log, in which what was deleted can still be read."""

import aiosqlite

_PATIENCE = 250  # milliseconds; meanwhile no process can write


async def empty_write_ahead(connection: aiosqlite.Connection) -> bool:
    """Copy the write-ahead log into the database and empty it; False if a reader holds that up.

    With `PRAGMA secure_delete`, what was deleted is then overwritten in the database, too. Raises
    sqlite3.Error.
    """
    ((usual,),) = await connection.execute_fetchall("PRAGMA busy_timeout")
    await connection.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
    try:
        ((is_held_up, *_),) = await connection.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        await connection.execute(f"PRAGMA busy_timeout = {int(usual)}")
    return not is_held_up

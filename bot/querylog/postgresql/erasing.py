"""Removes deleted rows from the tables: PostgreSQL keeps them until a VACUUM.

VACUUM does not overwrite them. Their bytes may stay in free space of the tables' files until that
is used again, in the write-ahead log until it is recycled, and in replicas and backups.
"""

from bot.querylog.postgresql.connecting import Connection

_NEXT = "SELECT pg_snapshot_xmax(pg_current_snapshot())::xid"
# A transaction that began before sees the deleted rows, so that VACUUM leaves them.
_IS_HELD_UP = """
    SELECT EXISTS (
        SELECT FROM pg_stat_activity
        WHERE pid <> pg_backend_pid() AND backend_type <> 'autovacuum worker'
            AND age(backend_xmin) > age(%s::xid)
    )
"""
_VACUUM = "VACUUM (INDEX_CLEANUP ON) queries, shown, votes, dealt_with"


async def vacuum(connection: Connection) -> bool:
    """Remove deleted rows from the tables and indexes; False if a reader prevents that.

    Raises psycopg.Error.
    """
    ((following,),) = await (await connection.execute(_NEXT)).fetchall()
    ((is_held_up,),) = await (await connection.execute(_IS_HELD_UP, (following,))).fetchall()
    await connection.execute(_VACUUM)
    return not is_held_up

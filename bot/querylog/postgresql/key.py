"""The key of the hashes, which all machines that share a database must have.

Only its fingerprint is in the database, so that nobody writes with another key by mistake.
"""

import asyncio
import hashlib
from pathlib import Path

from bot.config.model import Who
from bot.querylog.errors import QueryLogError
from bot.querylog.postgresql.connecting import Connection
from bot.querylog.privacy import Privacy, read_or_make_key

READ_FINGERPRINT = "SELECT fingerprint FROM pseudonym_key"
_WRITE = "INSERT INTO pseudonym_key (fingerprint) VALUES (%s) ON CONFLICT DO NOTHING"

_COPY = (
    "Copy the key from a machine that uses this database: there, it is next to log.path. Nothing"
    " was written."
)


def fingerprint_of(key: bytes) -> str:
    """Return a digest that identifies a key without revealing it: 16 bytes in hexadecimal."""
    return hashlib.blake2b(key, digest_size=16, person=b"verbatim key").hexdigest()


async def load_key(connection: Connection, path: Path, who: Who) -> Privacy:
    """Read the key in a file, made if the database has none yet and one is needed.

    Raises QueryLogError if the database was written with another, and psycopg.Error.
    """
    row = await (await connection.execute(READ_FINGERPRINT)).fetchone()
    has_file = await asyncio.to_thread(path.exists)
    if row is not None and not has_file:
        raise QueryLogError(path, "there is no key, but the database needs its own", _COPY)
    if not has_file and who is not Who.HASHED:
        return Privacy(who, b"")
    key = await asyncio.to_thread(read_or_make_key, path)
    await connection.execute(_WRITE, (fingerprint_of(key),))
    row = await (await connection.execute(READ_FINGERPRINT)).fetchone()
    if row is None or row[0] != fingerprint_of(key):
        raise QueryLogError(path, "the database was written with another key", _COPY)
    return Privacy(who, key)

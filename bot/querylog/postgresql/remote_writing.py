"""Writes the rows of an index to one or several servers; their bytes are opaque here."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager

from bot.querylog.postgresql.address import Address
from bot.querylog.postgresql.connecting import (
    BlockingConnection,
    connect_blocking,
    raising_os_error,
)
from bot.querylog.postgresql.migrations import make_tables
from bot.querylog.postgresql.wanted import Segment

_LOCK = 0x56726269
"""Key of the advisory lock that a process holds while it publishes: 'Vrbi'."""

_ADD = "INSERT INTO remote_segments (directory) VALUES (%b) RETURNING id"
_COPY_ROWS = "COPY remote_rows (key, segment, data) FROM STDIN (FORMAT BINARY)"
_COPY_ARTICLES = """
    COPY remote_articles (segment, number, data, vectors, vectors_of) FROM STDIN (FORMAT BINARY)
"""
_PUBLISH = """
    INSERT INTO remote_manifest (data) VALUES (%b)
    ON CONFLICT (is_only) DO UPDATE SET data = excluded.data
"""
_PRUNE = (
    "DELETE FROM remote_segments WHERE id <> ALL(%s::integer[])",
    "DELETE FROM remote_rows WHERE segment <> ALL(%s::integer[])",
    "DELETE FROM remote_articles WHERE segment <> ALL(%s::integer[])",
)
_SETTLE = ("VACUUM (ANALYZE) remote_rows", "VACUUM (ANALYZE) remote_articles")


class RemoteWriter:
    """Publishes to `servers`, of which the first has the manifest, and may be one of the others.

    Every method blocks, and raises OSError if a server cannot be used.
    """

    def __init__(self, servers: Sequence[Address]) -> None:
        self.servers = tuple(servers)

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """Make the tables, and hold the lock while the block runs; False if another has it."""
        for server in dict.fromkeys(self.servers):
            with raising_os_error(server.name):
                make_tables(server)
        with _connected(self.servers[0]) as connection:
            # Held by a transaction: a pooler may give the connection to others after each one.
            connection.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
            rows = connection.execute("SELECT pg_try_advisory_xact_lock(%s)", (_LOCK,)).fetchall()
            yield bool(rows[0][0])

    def add(
        self,
        server: int,
        directory: bytes,
        rows: Iterable[tuple[bytes, bytes]],
        articles: Iterable[tuple[bytes, bytes | None, bytes | None]],
    ) -> Segment:
        """Add a segment to a server, whole or not at all, and return its place.

        Each article comes with its vectors and the key under which they are found again, if any.
        """
        with _connected(self.servers[server]) as connection:
            cursor = connection.cursor(binary=True)
            cursor.execute(_ADD, (directory,))
            ((segment,),) = cursor.fetchall()
            with cursor.copy(_COPY_ROWS) as copy:
                copy.set_types(("bytea", "int4", "bytea"))
                for key, data in rows:
                    copy.write_row((key, segment, data))
            with cursor.copy(_COPY_ARTICLES) as copy:
                copy.set_types(("int4", "int4", "bytea", "bytea", "bytea"))
                for number, columns in enumerate(articles):
                    copy.write_row((segment, number, *columns))
        return server, segment

    def publish(self, manifest: bytes) -> None:
        """Make this the current version; all segments that it names must have been added."""
        with _connected(self.servers[0]) as connection:
            connection.execute(_PUBLISH, (manifest,))

    def prune(self, keep: Collection[Segment]) -> None:
        """Delete all other segments, and update the servers' statistics."""
        for address in dict.fromkeys(self.servers):
            # The version before may be on more servers than there are now.
            numbers = {number for number, one in enumerate(self.servers) if one == address}
            kept = [segment for number, segment in keep if number in numbers]
            with _connected(address) as connection:
                for query in _PRUNE:
                    connection.execute(query, (kept,))
                connection.commit()
                connection.autocommit = True
                for query in _SETTLE:
                    connection.execute(query)


@contextmanager
def _connected(server: Address) -> Iterator[BlockingConnection]:
    """Yield a connection for a transaction. Raises OSError."""
    with raising_os_error(server.name), connect_blocking(server) as connection:
        yield connection


def open_writer(url: str, password: str | None, *more: str) -> RemoteWriter:
    """Return the writer for the server at a URL, and for `more` of them."""
    return RemoteWriter([Address(one, password) for one in (url, *more)])

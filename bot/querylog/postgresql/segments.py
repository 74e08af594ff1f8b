"""Keeps the bytes of an index and of its manifest, which are opaque here. Every method blocks."""

from collections.abc import Collection
from dataclasses import dataclass

from bot.querylog.postgresql.address import Address
from bot.querylog.postgresql.connecting import BlockingConnection
from bot.querylog.postgresql.transaction import in_transaction

_READ_MANIFEST = "SELECT data FROM segment_manifest"
_WRITE_MANIFEST = """
    INSERT INTO segment_manifest (data) VALUES (%b)
    ON CONFLICT (is_only) DO UPDATE SET data = excluded.data
"""
_READ = "SELECT data FROM segment_parts WHERE digest = %s"
# In the order of their digests, so that no two machines wait for each other.
_RENEW = """
    WITH needed AS (
        SELECT digest FROM segment_parts WHERE digest = ANY(%s) ORDER BY digest FOR UPDATE
    )
    UPDATE segment_parts SET used_at = now() FROM needed
    WHERE segment_parts.digest = needed.digest RETURNING needed.digest
"""
_ADD = """
    INSERT INTO segment_parts (digest, data) VALUES (%s, %b)
    ON CONFLICT (digest) DO UPDATE SET used_at = now()
"""
_PRUNE = """
    DELETE FROM segment_parts
    WHERE digest <> ALL(%s) AND used_at <= now() - make_interval(secs => %s)
"""


@dataclass(frozen=True, slots=True)
class PostgresqlParts:
    """Parts of segments by their digests, and a manifest. Every method raises OSError.

    Parts that nobody needs stay for `kept_seconds`: another machine may have added them for a
    manifest that it has yet to publish.
    """

    address: Address
    kept_seconds: float = 600.0

    def manifest(self) -> bytes | None:
        """The bytes of the manifest, if there is one."""
        return in_transaction(self.address, lambda connection: _value(connection, _READ_MANIFEST))

    def read(self, digest: str) -> bytes | None:
        """The bytes of a part, if it exists."""
        return in_transaction(self.address, lambda connection: _value(connection, _READ, digest))

    def renew(self, digests: Collection[str]) -> frozenset[str]:
        """Mark parts as still needed, and return the digests of those that exist."""

        def renew(connection: BlockingConnection) -> frozenset[str]:
            rows = connection.execute(_RENEW, (list(digests),))
            return frozenset(str(digest) for (digest,) in rows)

        return in_transaction(self.address, renew)

    def add(self, digest: str, data: bytes) -> None:
        """Keep a part."""
        in_transaction(self.address, lambda connection: connection.execute(_ADD, (digest, data)))

    def publish(self, manifest: bytes) -> None:
        """Replace the manifest."""
        in_transaction(
            self.address, lambda connection: connection.execute(_WRITE_MANIFEST, (manifest,))
        )

    def prune(self, keep: Collection[str]) -> None:
        """Delete unused parts except these; with none to keep, delete the manifest, too."""

        def delete(connection: BlockingConnection) -> None:
            if not keep:
                connection.execute("DELETE FROM segment_manifest")
            connection.execute(_PRUNE, (list(keep), self.kept_seconds))

        in_transaction(self.address, delete)


def _value(connection: BlockingConnection, query: str, *values: str) -> bytes | None:
    with connection.cursor(binary=True) as cursor:
        row = cursor.execute(query.encode(), values).fetchone()
    return None if row is None else bytes(row[0])


def open_parts(url: str, password: str | None) -> PostgresqlParts:
    """Return the parts in the database at a URL."""
    return PostgresqlParts(Address(url, password))

"""Copies a query log from one database to another, of whatever kind, and compares the two.

A copy that was interrupted goes on where it stopped when it is made again: what the target has
already is not written twice.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from bot.config.model import Who
from bot.querylog.records import GuildSettings, StoredQuery
from bot.querylog.stopping import never
from bot.querylog.store import LogStore

BATCH = 500

Progress = Callable[[int], None]
"""Called with how many questions were looked at."""


@dataclass(slots=True)
class Contents:
    """Counts of the records read from a log, and a digest that ignores their order."""

    questions: int = 0
    votes: int = 0
    marks: int = 0
    servers: int = 0
    _sum: int = field(default=0, repr=False)

    def add(self, query: StoredQuery) -> None:
        """Count a question with everything stored about it."""
        self.questions += 1
        self.votes += len(query.votes)
        self.marks += query.dealt_at is not None
        self._digest(query)

    def add_settings(self, guild_id: int, settings: GuildSettings) -> None:
        """Count the settings of a server."""
        self.servers += 1
        # The order of a frozenset differs between processes.
        channels = None if settings.channels is None else sorted(settings.channels)
        self._digest((guild_id, channels, settings.language, settings.sentences, settings.private))

    @property
    def digest(self) -> str:
        """The sum of the SHA-256 of each record, modulo 2^256: the order makes no difference."""
        return f"{self._sum:064x}"

    def _digest(self, record: object) -> None:
        made = hashlib.sha256(repr(record).encode()).digest()
        self._sum = (self._sum + int.from_bytes(made)) % (1 << 256)


@dataclass(frozen=True, slots=True)
class Copied:
    """The number of questions that a copy wrote, and the source's records in both logs."""

    written: int
    source: Contents
    target: Contents

    @property
    def is_equal(self) -> bool:
        """Whether the target has all records of the source, unchanged."""
        return self.source == self.target


async def copy_log(source: LogStore, target: LogStore, who: Who, progress: Progress) -> Copied:
    """Copy a whole log, then read both again and compare.

    Other records of the target stay. The caller must copy the key of the hashes before.
    Raises QueryLogError and LogUnavailable.
    """
    source.require()
    # Nobody is recorded in the source, so it needs no key.
    await source.open(Who.NONE)
    await target.open(who)
    written = 0
    with source.snapshot(never) as snapshot:
        for number, batch in enumerate(_batches(snapshot.stored())):
            progress(number * BATCH + len(batch))
            missing = _missing(batch, target)
            await target.restore(missing)
            written += len(missing)
    for guild_id, settings in (await source.settings.load()).items():
        await target.settings.save(guild_id, settings)
    return Copied(written, *await _compare(source, target))


async def _compare(source: LogStore, target: LogStore) -> tuple[Contents, Contents]:
    """Read the records of the source in both logs, in one snapshot each."""
    ours, theirs = Contents(), Contents()
    with source.snapshot(never) as one, target.snapshot(never) as other:
        for batch in _batches(one.stored()):
            found = other.find([query.key for query in batch])
            for query in batch:
                ours.add(query)
            for query in found.values():
                theirs.add(query)
    kept = await target.settings.load()
    for guild_id, settings in (await source.settings.load()).items():
        ours.add_settings(guild_id, settings)
        theirs.add_settings(guild_id, kept.get(guild_id, GuildSettings()))
    return ours, theirs


def _missing(batch: Sequence[StoredQuery], target: LogStore) -> list[StoredQuery]:
    """Return the questions that the target lacks, or has in another form."""
    with target.snapshot(never) as snapshot:
        # One snapshot for each batch: a batch that was just written must be visible to the next.
        found = snapshot.find([query.key for query in batch])
    return [query for query in batch if found.get(query.key) != query]


def _batches(queries: Iterable[StoredQuery]) -> Iterator[tuple[StoredQuery, ...]]:
    left = iter(queries)
    while batch := tuple(islice(left, BATCH)):
        yield batch

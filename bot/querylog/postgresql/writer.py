"""Writes entries and votes to PostgreSQL, each batch as one transaction.

Each column of a batch is one binary array, which `unnest` turns into rows: that takes a fifth of
the time of a statement for each row. Writers lock rows in the order of their keys, so that no
two of them wait for each other.
"""

from collections.abc import Iterator, Sequence

from bot.querylog.model import Entry, Tally, Vote
from bot.querylog.postgresql.connecting import Connection, Row
from bot.querylog.privacy import Privacy
from bot.querylog.records import StoredQuery
from bot.querylog.storing import stored_query
from bot.querylog.times import to_milliseconds

_VOTES_LOCK = 0x56726276
"""Key of the advisory lock that writers of votes share, and a deletion holds alone."""

# The ids are counted in the order in which the entries were recorded, whatever their keys.
_INSERT_QUERIES = """
    WITH given AS (
        SELECT nextval('queries_id_seq') AS id, entry.*
        FROM unnest(
            %b::text[], %b::timestamptz[], %b::text[], %b::bigint[], %b::bigint[], %b::text[],
            %b::text[], %b::boolean[], %b::float8[], %b::text[], %b::float8[], %b::text[],
            %b::boolean[]
        ) AS entry (
            key, asked_at, front_end, guild_id, channel_id, asker, question, answered, confidence,
            corpus_version, milliseconds, outcome, private
        )
    ), added AS (
        INSERT INTO queries (
            id, key, asked_at, front_end, guild_id, channel_id, asker, question, answered,
            confidence, corpus_version, milliseconds, outcome, private
        )
        SELECT * FROM given ORDER BY key
        ON CONFLICT (key) DO NOTHING
        RETURNING id, key
    )
    INSERT INTO shown (query_id, rank, article, paragraph, sentence, text, score)
    SELECT added.id, rank, article, paragraph, sentence, text, score
    FROM unnest(
        %b::text[], %b::int[], %b::text[], %b::bigint[], %b::bigint[], %b::text[], %b::float8[]
    ) AS passage (key, rank, article, paragraph, sentence, text, score)
    JOIN added USING (key)
    ON CONFLICT (query_id, rank) DO NOTHING
"""
_INSERT_VOTES = """
    INSERT INTO votes (query_id, voter, voted_at, helpful)
    SELECT queries.id, voter, voted_at, helpful
    FROM unnest(%b::text[], %b::text[], %b::timestamptz[], %b::boolean[])
        AS vote (key, voter, voted_at, helpful)
    JOIN queries USING (key)
    ORDER BY queries.id, voter
    ON CONFLICT (query_id, voter) DO UPDATE
    SET voted_at = excluded.voted_at, helpful = excluded.helpful
"""
_TALLY = """
    SELECT count(*) FILTER (WHERE helpful), count(*) FILTER (WHERE NOT helpful)
    FROM queries LEFT JOIN votes ON query_id = id
    WHERE key = %s GROUP BY id
"""


async def write(connection: Connection, items: Sequence[Entry | Vote], privacy: Privacy) -> None:
    """Do what LogStore.write does. Raises psycopg.Error."""
    queries = [stored_query(item, privacy) for item in items if isinstance(item, Entry)]
    # A statement may write only one of two votes by a person on an answer: the later.
    votes = {(item.key, item.voter): item for item in items if isinstance(item, Vote)}
    if not votes:
        await insert_queries(connection, queries)
        return
    async with connection.transaction():
        await lock_votes(connection)
        await insert_queries(connection, queries)
        await insert_votes(connection, [_vote_row(vote, privacy) for vote in votes.values()])


async def count_votes(connection: Connection, key: str) -> Tally | None:
    """Count the votes on the answer of an entry; None if there is no such entry."""
    row = await (await connection.execute(_TALLY, (key,))).fetchone()
    return None if row is None else Tally(*row)


async def lock_votes(connection: Connection, *, alone: bool = False) -> None:
    """Keep others from deleting until the transaction ends, or `alone`, from voting, too."""
    kind = "" if alone else "_shared"
    await connection.execute(f"SELECT pg_advisory_xact_lock{kind}(%s)".encode(), (_VOTES_LOCK,))


async def insert_queries(connection: Connection, queries: Sequence[StoredQuery]) -> None:
    """Insert questions, and the passages of those that are new."""
    if queries:
        rows = [_query_row(query) for query in queries]
        shown = [row for query in queries for row in _shown_rows(query)]
        await connection.execute(_INSERT_QUERIES, columns(rows, 13) + columns(shown, 7))


async def insert_votes(connection: Connection, rows: Sequence[Row]) -> None:
    """Insert votes, each in place of the one that the person gave that answer, if any."""
    if rows:
        await connection.execute(_INSERT_VOTES, columns(rows, 4))


def columns(rows: Sequence[Row], count: int) -> list[list[object]]:
    """Turn rows into columns; without rows, into `count` empty ones."""
    return [list(column) for column in zip(*rows, strict=True)] or [[] for _ in range(count)]


def _query_row(query: StoredQuery) -> Row:
    return (
        query.key,
        query.asked_at,
        query.place.front_end,
        query.place.guild_id,
        query.place.channel_id,
        query.asker,
        query.question,
        query.answered,
        query.confidence,
        query.corpus_version,
        query.milliseconds,
        query.outcome,
        query.private,
    )


def _shown_rows(query: StoredQuery) -> Iterator[Row]:
    for shown in query.shown:
        yield (
            query.key,
            shown.rank,
            shown.article,
            shown.paragraph,
            shown.sentence,
            shown.text,
            shown.score,
        )


def _vote_row(vote: Vote, privacy: Privacy) -> Row:
    return (vote.key, privacy.asker(vote.voter), to_milliseconds(vote.voted_at), vote.helpful)

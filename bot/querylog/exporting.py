"""Writes what the query log holds for other programs: CSV for spreadsheets, JSON a line for all."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from bot.querylog.grouping import Group
from bot.querylog.records import LoggedQuery, Scope
from bot.querylog.stopping import never
from bot.querylog.store import LogStore

QUERY_COLUMNS = (
    *("asked_at", "front_end", "guild_id", "channel_id", "asker", "question", "answered"),
    *("confidence", "milliseconds", "helpful", "unhelpful", "corpus_version", "key"),
    *("sentences", "article", "paragraph", "sentence", "text"),
)
"""The last four are of the best sentence; `sentences` says how many there were."""
GROUP_COLUMNS = ("times", "question", "last_asked_at", "first_asked_at", "other_wordings")

# Spreadsheets take these at the start of a cell for a formula, the wide ones too, and also behind
# white space (OWASP, 'CSV Injection').
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")

_Cell = str | int | float | None


def logged(store: LogStore, scope: Scope) -> Iterator[LoggedQuery]:
    """Yield the questions in a scope, oldest first, as they were when the first was asked for.

    Blocks. Raises QueryLogError if there is no log, or it cannot be read.
    """
    with store.snapshot(never) as snapshot:
        yield from snapshot.logged(scope)


def queries_as_csv(queries: Iterable[LoggedQuery]) -> Iterator[str]:
    """Yield the lines of a table with a heading and a row a question."""
    yield write_row(QUERY_COLUMNS)
    for query in queries:
        yield write_row(_query_row(query))


def groups_as_csv(groups: Iterable[Group]) -> Iterator[str]:
    """Yield the lines of a table with a heading and a row a group of similar questions."""
    yield write_row(GROUP_COLUMNS)
    for group in groups:
        wordings = dict.fromkeys(one.question for one in group.asked)
        wordings.pop(group.question)
        yield write_row(
            (
                group.count,
                group.question,
                group.latest.asked_at.isoformat(),
                group.asked[-1].asked_at.isoformat(),
                " | ".join(wordings),
            )
        )


def queries_as_json(queries: Iterable[LoggedQuery]) -> Iterator[str]:
    """Yield a JSON object on a line of its own for each question, with all its sentences."""
    for query in queries:
        data = asdict(query) | {"asked_at": query.asked_at.isoformat()}
        yield json.dumps(data, ensure_ascii=False) + "\n"


def write_row(cells: Iterable[_Cell]) -> str:
    """Write one line of CSV (RFC 4180), in which no text is taken for a formula."""
    line = io.StringIO()
    csv.writer(line).writerow([_defused(cell) if isinstance(cell, str) else cell for cell in cells])
    return line.getvalue()


def _defused(text: str) -> str:
    # Spreadsheets themselves put an apostrophe before text, and do not show it.
    return f"'{text}" if _FORMULA.match(text) else text


def _query_row(query: LoggedQuery) -> tuple[_Cell, ...]:
    best = query.shown[0] if query.shown else None
    place = query.place
    return (
        query.asked_at.isoformat(),
        place.front_end,
        place.guild_id,
        place.channel_id,
        query.asker,
        query.question,
        int(query.answered),
        round(query.confidence, 4),
        round(query.milliseconds, 1),
        query.votes.helpful,
        query.votes.unhelpful,
        query.corpus_version,
        query.key,
        len(query.shown),
        *((best.article, best.paragraph, best.sentence, best.text) if best else (None,) * 4),
    )

"""Turns entries into records that every database can store."""

import re
from dataclasses import replace

from bot.querylog.model import Entry, Shown
from bot.querylog.privacy import Privacy
from bot.querylog.records import StoredQuery
from bot.querylog.times import to_milliseconds

_NOT_STORABLE = re.compile("[\0\ud800-\udfff]")


def stored_query(entry: Entry, privacy: Privacy) -> StoredQuery:
    """Return an entry as it is stored: people and channels only as the privacy rule allows."""
    return StoredQuery(
        key=entry.key,
        asked_at=to_milliseconds(entry.asked_at),
        place=replace(entry.place, channel_id=privacy.channel(entry.place)),
        asker=privacy.asker(entry.asker),
        question=storable(entry.question),
        answered=entry.answered,
        confidence=_storable_number(entry.confidence),
        corpus_version=entry.corpus_version,
        milliseconds=_storable_number(entry.milliseconds),
        outcome=entry.outcome,
        private=entry.private,
        shown=tuple(map(storable_shown, entry.shown)),
        votes=(),
        dealt_at=None,
    )


def storable(text: str) -> str:
    """Replace lone surrogates, which UTF-8 cannot hold, and NUL, which PostgreSQL cannot."""
    return _NOT_STORABLE.sub("\ufffd", text)


def _storable_number(number: float) -> float:
    """Make a negative zero positive, since SQLite keeps no sign of zero."""
    return float(number) + 0.0


def storable_shown(shown: Shown) -> Shown:
    """Make the text and the score of a passage and the name of its article storable."""
    article, text = storable(shown.article), storable(shown.text)
    return replace(shown, article=article, text=text, score=_storable_number(shown.score))

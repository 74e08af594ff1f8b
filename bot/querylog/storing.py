"""Makes of entries what is stored of them, the same in every database."""

from dataclasses import replace

from bot.querylog.model import Entry
from bot.querylog.privacy import Privacy
from bot.querylog.records import StoredQuery
from bot.querylog.storable import storable, storable_number, storable_shown
from bot.querylog.times import to_milliseconds


def stored_query(entry: Entry, privacy: Privacy) -> StoredQuery:
    """Return an entry as it is stored: people and channels only as the privacy rule allows."""
    return StoredQuery(
        key=entry.key,
        asked_at=to_milliseconds(entry.asked_at),
        place=replace(entry.place, channel_id=privacy.channel(entry.place)),
        asker=privacy.asker(entry.asker),
        question=storable(entry.question),
        answered=entry.answered,
        confidence=storable_number(entry.confidence),
        corpus_version=entry.corpus_version,
        milliseconds=storable_number(entry.milliseconds),
        outcome=entry.outcome,
        private=entry.private,
        shown=tuple(map(storable_shown, entry.shown)),
        votes=(),
        dealt_at=None,
    )

"""How the query log writes times."""

from datetime import UTC, datetime


def to_milliseconds(moment: datetime) -> datetime:
    """Return a time in UTC, cut to the millisecond; a naive one is taken as local."""
    moment = moment.astimezone(UTC)
    return moment.replace(microsecond=moment.microsecond // 1_000 * 1_000)


def write_utc(moment: datetime) -> str:
    """Write a time as text in UTC, to the millisecond; a naive one is taken as local."""
    moment = moment.astimezone(UTC).replace(tzinfo=None)
    return moment.isoformat(timespec="milliseconds") + "Z"

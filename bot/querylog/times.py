"""Converts the times of the query log."""

from datetime import UTC, datetime


def in_utc(moment: datetime) -> datetime:
    """Return a time in UTC; a naive one is taken as local."""
    return moment.astimezone(UTC)


def to_milliseconds(moment: datetime) -> datetime:
    """Return a time in UTC, cut to the millisecond; a naive one is taken as local."""
    moment = in_utc(moment)
    return moment.replace(microsecond=moment.microsecond // 1_000 * 1_000)


def write_utc(moment: datetime) -> str:
    """Write a time as text in UTC, to the millisecond; a naive one is taken as local."""
    moment = in_utc(moment).replace(tzinfo=None)
    return moment.isoformat(timespec="milliseconds") + "Z"

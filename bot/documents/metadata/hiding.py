"""Whether the author of a file shows it: drafts, unpublished pages, and days that are to come."""

from collections.abc import Mapping
from datetime import date

from bot.common.yaml_reading import YamlValue
from bot.documents.metadata.dates import day_of, day_of_name
from bot.documents.metadata.header import Header
from bot.documents.problem import Withheld

_HIDES_IF_TRUE = ("draft", "isdraft", "private", "hidden", "unlisted", "unpublished", "secret")
_HIDES_IF_FALSE = ("published", "publish", "public", "dg-publish", "render")
_STATES = ("status", "visibility", "state", "access")
_HIDING_STATES = frozenset(
    ("draft", "hidden", "private", "pending", "unpublished", "scheduled", "trash", "wip")
)
_SHOWN_FROM = (
    *("date", "published", "publishdate", "publish_date", "publish-date", "pubdate", "pubdatetime"),
    *("date_published", "datepublished", "embargo", "embargo_until", "embargo-until", "publish_on"),
    *("publishedat", "published_at"),
)
_SHOWN_UNTIL = ("expirydate", "expiry_date", "expires", "unpublishdate", "expiration_date")
HIDING_KEYS = frozenset((*_HIDES_IF_TRUE, *_HIDES_IF_FALSE, *_STATES, *_SHOWN_FROM, *_SHOWN_UNTIL))
"""The keys that tell whether a file is shown."""

_YES = frozenset(("true", "yes", "on", "1", "y"))
_NO = frozenset(("false", "no", "off", "0", "n", "never"))
_DRAFTS = "_drafts"
_POSTS = "_posts"
"""The folders of drafts and of posts in Jekyll, which shows no post before the day in its name."""


def require_shown(name: str, header: Header, today: date) -> None:
    """Raise Withheld for a file that its author does not show on this day, by its header or folder.

    `name` is the path of the file, with `/`.
    """
    folders = name.split("/")[:-1]
    if _DRAFTS in folders:
        raise Withheld(None, f"is a draft: it is in the folder {_DRAFTS}")
    day = day_of_name(name) if _POSTS in folders else None
    if day and day > today:
        raise Withheld(None, f"is not shown before {day.isoformat()} (from its name)", until=day)
    values = header.values
    if HIDING_KEYS.isdisjoint(values):
        return
    for key in _HIDES_IF_TRUE:
        if _is_one_of(values, key, _YES):
            raise Withheld(header.lines.get(key), f"is not shown: '{key}' is set")
    for key in _HIDES_IF_FALSE:
        if _is_one_of(values, key, _NO):
            raise Withheld(header.lines.get(key), f"is not shown: '{key}' is false")
    for key in _STATES:
        if str(values.get(key)).strip().lower() in _HIDING_STATES:
            raise Withheld(header.lines.get(key), f"is not shown: '{key}' is {values[key]}")
    days = {key: day for key in _SHOWN_FROM if (day := day_of(values.get(key)))}
    latest = max(days, key=lambda key: days[key], default=None)
    if latest and days[latest] > today:
        due = days[latest]
        text = f"is not shown before {due.isoformat()} ('{latest}')"
        raise Withheld(header.lines.get(latest), text, until=due)
    for key in _SHOWN_UNTIL:
        end = day_of(values.get(key))
        if end and end <= today:
            text = f"is no longer shown since {end.isoformat()} ('{key}')"
            raise Withheld(header.lines.get(key), text)


def _is_one_of(values: Mapping[str, YamlValue], key: str, words: frozenset[str]) -> bool:
    value = values.get(key)
    return value is not None and str(value).strip().lower() in words

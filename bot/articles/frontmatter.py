"""What the header of a seed file says about its article, by the keys that people's tools have."""

import difflib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from bot.articles.urls import flaw_of_url
from bot.common.yaml_reading import YamlValue
from bot.documents.metadata.authors import authors_of
from bot.documents.metadata.dates import day_of
from bot.documents.metadata.header import Header
from bot.documents.metadata.hiding import HIDING_KEYS
from bot.documents.problem import Warned

KEYS = ("title", "url", "publisher", "authors", "published", "language", "tags")
"""The keys that are documented; each is also found by the names that other tools have for it."""

_NAMES = {
    "title": ("title", "linktitle", "headline", "sidebar_label", "name", "question"),
    "url": ("url", "canonical", "canonical_url", "canonicalurl", "permalink", "link", "source_url"),
    "publisher": ("publisher", "site", "site_name", "sitename", "publication"),
    "authors": (
        *("authors", "author", "byline", "by", "writer", "writers", "creator", "speaker"),
        "speakers",
    ),
    "published": (
        *("published", "date", "publishdate", "publish_date", "publish-date", "pubdate"),
        *("pubdatetime", "date_published", "datepublished", "created", "created_at"),
        *("creation_date", "date created", "date_created", "updated", "lastmod", "modified"),
        *("last_modified_at", "last_updated", "last_update", "day", "publishedat", "published_at"),
        *("datecreated", "createdat", "post_date", "updated_at", "updatedat", "date_modified"),
        "ms.date",
    ),
    "language": ("language", "lang", "locale"),
    "tags": ("tags", "tag", "keywords", "topics", "categories", "category"),
}
_KEY_OF = {name: key for key, names in _NAMES.items() for name in names}
_KNOWN = frozenset(
    (
        *_KEY_OF,
        *HIDING_KEYS,
        *("aliases", "alias", "description", "summary", "excerpt", "subtitle", "slug", "layout"),
        *("weight", "image", "images", "cover", "menu", "order", "nav_order", "sidebar_position"),
        *("id", "type", "template", "extra", "params", "taxonomies", "cssclasses", "cssclass"),
        *("toc", "comments", "math", "hide_title", "pagination_next", "series", "icon", "hide"),
        *("outline", "myst", "author_url", "author_title", "author_image_url"),
        "sidebar_class_name",
    )
)
_MISSPELT = 0.8
_MONTH_FIRST = re.compile(r"^(\d\d?)/(\d\d?)/(\d{4})")
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a header says, with None or nothing for what it leaves out or says wrongly.

    `unused` are its keys that mean nothing here.
    """

    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published: date | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()


class _WrongValue(Exception):
    """A value is not what its key expects; the text says what is expected."""


def front_matter_of(header: Header) -> tuple[FrontMatter, tuple[Warned, ...]]:
    """Return what a header says, and what of it is ignored."""
    if not header.values:
        return FrontMatter(), ()
    unused, warnings = _unknown(header)
    keys = {_KEY_OF[name] for name in header.values if name in _KEY_OF}

    def read(key: str, reader: Callable[[YamlValue], _Value], default: _Value) -> _Value:
        if key not in keys:
            return default
        told: list[Warned] = []
        for name, value in _given(header, key):
            try:
                return reader(value)
            except _WrongValue as wrong:
                text = f"'{name}' is ignored: it is {_shown(value)}, but {wrong} is expected"
                told.append(Warned(header.lines.get(name), text))
        warnings.extend(told)
        return default

    front = FrontMatter(
        title=read("title", _text, None),
        url=read("url", _url, None),
        publisher=read("publisher", _text, None),
        authors=read("authors", _authors, ()),
        published=read("published", _day, None),
        language=read("language", _language, None),
        tags=read("tags", _texts, ()),
        unused=unused,
    )
    return front, tuple(sorted(warnings, key=lambda warning: warning.line or 0))


def _unknown(header: Header) -> tuple[tuple[str, ...], list[Warned]]:
    """The keys that mean nothing here, and warnings of those that seem to be misspelt."""
    unused: list[str] = []
    warnings: list[Warned] = []
    for key in header.values:
        if key in _KNOWN:
            continue
        near = difflib.get_close_matches(key[:40], KEYS, n=1, cutoff=_MISSPELT)
        if near:
            text = (
                f"'{_cut(key)}' is not a front-matter key and is ignored; did you mean '{near[0]}'?"
            )
            warnings.append(Warned(header.lines.get(key), text))
        else:
            unused.append(key)
    return tuple(unused), warnings


def _given(header: Header, key: str) -> Iterator[tuple[str, YamlValue]]:
    """The values that are given for a key, under any of its names, the documented one first."""
    for name in _NAMES[key]:
        if name not in header.values:
            continue
        value = header.values[name]
        # Keys of a template that nobody filled in, and switches of other tools, are no mistakes.
        if value is None or value in ("", []) or isinstance(value, bool):
            if isinstance(value, bool) and name == key and key == "language":
                yield name, value
            continue
        # Docusaurus groups the day with the author: `last_update: {date: …, author: …}`.
        if isinstance(value, dict) and key == "published":
            value = next((each for part, each in value.items() if "date" in part.lower()), None)
        if name == "ms.date":
            # Microsoft's documentation writes the month first.
            value = _MONTH_FIRST.sub(r"\3-\1-\2", str(value))
        if key == "url" and name != "url" and not _is_address(value):
            continue  # a path below the site, or the name of a template
        if key == "url" and isinstance(value, str) and value.startswith(("/", "./")):
            continue
        if value is not None:
            yield name, value


def _is_address(value: YamlValue) -> bool:
    return isinstance(value, str) and value.strip().startswith(("http://", "https://"))


def _text(value: YamlValue) -> str:
    if isinstance(value, list | dict):
        raise _WrongValue("text")
    text = " ".join(str(value).split())
    if not text or len(text) > 1_000:
        raise _WrongValue("a short text")
    return text


def _texts(value: YamlValue) -> tuple[str, ...]:
    if isinstance(value, dict):
        raise _WrongValue("text or a list of texts")
    items: Sequence[YamlValue] = value if isinstance(value, list) else [value]
    texts = [str(item).strip() for item in items if not isinstance(item, list | dict)]
    parts = [part.strip() for text in texts for part in text.split(",")]
    return tuple(dict.fromkeys(part.removeprefix("#") for part in parts if part))


def _authors(value: YamlValue) -> tuple[str, ...]:
    names = authors_of(value)
    if not names:
        raise _WrongValue("a name, or a list of names")
    return names


def _url(value: YamlValue) -> str:
    expected = "an address such as https://example.org/article"
    if not isinstance(value, str):
        raise _WrongValue(expected)
    flaw = flaw_of_url(value.strip())
    if flaw:
        raise _WrongValue(f"{expected} (this one {flaw})")
    return value.strip()


def _day(value: YamlValue) -> date:
    day = day_of(value)
    if day is None:
        raise _WrongValue("a date such as 2025-03-22")
    return day


def _language(value: YamlValue) -> str:
    if isinstance(value, bool):
        raise _WrongValue('a language tag such as en or pt-BR, in quotes (language: "no")')
    if not isinstance(value, str) or not _LANGUAGE_TAG.fullmatch(value.strip()):
        raise _WrongValue("a language tag such as en or pt-BR")
    return value.strip().replace("_", "-")


def _shown(value: YamlValue) -> str:
    if isinstance(value, str):
        return f"'{_cut(value)}'"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a group of keys"
    if isinstance(value, int) and value.bit_length() > 64:
        return "a huge number"  # Python refuses to write out some of these
    return f"{value}"


def _cut(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"

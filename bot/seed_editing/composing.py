"""Writes a seed file from the fields of a form."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import yaml

from bot.articles.reader import read_article
from bot.articles.titles import written_title
from bot.articles.urls import flaw_of_url
from bot.documents.problem import Problem
from bot.seed_editing.model import SeedText
from bot.seed_editing.names import name_of_title

_ONE_LINE = 1_000_000  # so that no value is folded


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of the form for an article; any may be empty, `published` is like 2025-03-22."""

    title: str
    text: str
    url: str = ""
    publisher: str = ""
    published: str = ""


def compose(form: Form) -> SeedText | Problem:
    """Write a seed file for an article from a form.

    The front matter is YAML as PyYAML writes it, so nothing in a title can become anything else. A
    Problem names each field that the reader would ignore or refuse, such as an invalid address.
    """
    name = name_of_title(form.title)
    flaws = tuple(_flaws(form))
    if flaws:
        return Problem(name, None, "; ".join(flaws))
    data = _write(form)
    # Read back by the very reader of seed files: what it would ignore or refuse is shown while the
    # form can still be corrected.
    read = read_article(name, data)
    if isinstance(read, Problem):
        return Problem(name, None, read.text)  # the line is that of a file which nobody has seen
    if read.warnings:
        return Problem(name, None, "; ".join(warning.text for warning in read.warnings))
    return SeedText(name, data)


def _flaws(form: Form) -> Iterator[str]:
    """Describe the values that the reader would ignore."""
    if not form.title.strip():
        yield "has no title; add one"
    url = form.url.strip()
    flaw_of_address = flaw_of_url(url) if url else None
    if flaw_of_address is not None:
        yield f"has an address that {flaw_of_address}"
    published = form.published.strip()
    if published and not isinstance(_date_or_text(published), date):
        yield "has an invalid date; write it as 2025-03-22"


def _write(form: Form) -> bytes:
    title = _storable(" ".join(form.title.split())).replace("\0", "\ufffd")  # as Markdown does
    fields = {
        "title": written_title(title),
        "url": _storable(form.url.strip()),
        "publisher": _storable(" ".join(form.publisher.split())),
        "published": _date_or_text(_storable(form.published.strip())),
    }
    front = yaml.safe_dump(
        {key: value for key, value in fields.items() if value},
        allow_unicode=True,
        sort_keys=False,
        width=_ONE_LINE,
    )
    return f"---\n{front}---\n{_storable(form.text.strip())}\n".encode()


def _storable(text: str) -> str:
    """Replace lone surrogates, which only programs can type and nothing can store."""
    return text.encode("utf-8", "replace").decode()


def _date_or_text(given: str) -> date | str:
    try:
        return date.fromisoformat(given)
    except ValueError:
        return given

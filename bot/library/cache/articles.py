"""Articles as bytes, and back."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeAlias, cast

import numpy as np

from bot.articles.library import Problem, Seen
from bot.articles.model import Article, Layout, RelatedStory
from bot.articles.reader import ReadArticle, Report
from bot.documents.model import Kind
from bot.library.cache.columns import (
    Column,
    pack_columns,
    pack_strings,
    unpack_columns,
    unpack_strings,
)


def pack_texts(groups: Iterable[Sequence[str]]) -> tuple[Column, Column, Column, Column]:
    """Groups of texts: their bytes, each group's number of bytes and texts, each text's length."""
    texts = bytearray()
    bytes_: list[int] = []
    counts: list[int] = []
    lengths: list[int] = []
    for group in groups:
        encoded = "".join(group).encode()
        texts += encoded
        bytes_.append(len(encoded))
        counts.append(len(group))
        lengths.extend(map(len, group))
    return (
        np.frombuffer(texts, np.uint8),
        np.asarray(bytes_, dtype=np.int64),
        np.asarray(counts, dtype=np.int64),
        np.asarray(lengths, dtype=np.int64),
    )


def unpack_texts(
    texts: Column, bytes_: Column, counts: Column, lengths: Column
) -> Iterator[tuple[str, ...]]:
    """The groups that were packed."""
    all_bytes = texts.data
    lengths_left = iter(lengths.tolist())
    start = 0
    for size, count in zip(bytes_.tolist(), counts.tolist(), strict=True):
        group = str(all_bytes[start : start + size], "utf-8")
        start += size
        found: list[str] = []
        at = 0
        for _ in range(count):
            length = next(lengths_left)
            found.append(group[at : at + length])
            at += length
        yield tuple(found)


Placed: TypeAlias = tuple[str, Sequence[str], Sequence[Sequence[int]] | None, int, int | None]
"""The layout of a paragraph: kind, section, parts, lead and page."""

Row: TypeAlias = tuple[
    str,  # name
    str,  # title
    Sequence[tuple[str, str | None, str | None]],  # related stories
    str | None,  # url
    str | None,  # publisher
    Sequence[str],  # authors
    str | None,  # published
    str | None,  # language
    Sequence[str],  # tags
    str,  # digest
    Sequence["Placed"],  # layout
    Sequence[tuple[int | None, str]],  # warnings
    tuple[str, str, Sequence[tuple[str, int]], Sequence[str]],  # report
]
"""An article without its paragraphs, and how its file was read, as JSON can hold it."""

_ROWS = "articles"
_COLUMNS = ("texts", "text bytes", "paragraphs", "paragraph lengths")


def pack_articles(articles: Iterable[Article], seen: Mapping[str, Seen]) -> bytes:
    """Articles in their order, with how their files were read."""
    listed = list(articles)
    columns = pack_texts(article.paragraphs for article in listed)
    # A line of JSON for each: to write or read all in one go would hold up other threads.
    lines = (json.dumps(row_of(article, seen.get(article.name))) for article in listed)
    return pack_columns(dict(zip(_COLUMNS, columns, strict=True)) | {_ROWS: pack_strings(lines)})


def unpack_articles(data: bytes) -> Iterator[ReadArticle]:
    """The same articles."""
    columns = unpack_columns(data)
    groups = unpack_texts(*(columns[name] for name in _COLUMNS))
    lines = unpack_strings(columns[_ROWS])
    for line, paragraphs in zip(lines, groups, strict=True):
        yield read_of(cast("Row", json.loads(line)), paragraphs)


def row_of(article: Article, seen: Seen | None = None) -> Row:
    """An article without its paragraphs."""
    warnings = seen.read.warnings if seen else ()
    report = seen.read.report if seen else Report()
    return (
        article.name,
        article.title,
        [(story.headline, story.publisher, story.url) for story in article.related],
        article.url,
        article.publisher,
        article.authors,
        article.published.isoformat() if article.published else None,
        article.language,
        article.tags,
        article.digest,
        [(each.kind, each.section, each.parts, each.lead, each.page) for each in article.layout],
        [(warning.line, warning.text) for warning in warnings],
        (report.format, report.encoding, report.left_out, report.unused),
    )


def read_of(row: Row, paragraphs: tuple[str, ...]) -> ReadArticle:
    """The article that a row was made of."""
    (name, title, related, url, publisher, authors, published, language, tags) = row[:9]
    digest, layout, told, (format_, encoding, left_out, unused) = row[9:]
    article = Article(
        name=name,
        title=title,
        paragraphs=paragraphs,
        related=tuple(RelatedStory(*story) for story in related),
        url=url,
        publisher=publisher,
        authors=tuple(authors),
        published=date.fromisoformat(published) if published else None,
        language=language,
        tags=tuple(tags),
        digest=digest,
        layout=tuple(map(_layout, layout)),
    )
    counts = tuple((what, count) for what, count in left_out)
    report = Report(format_, encoding, counts, tuple(unused))
    return ReadArticle(article, tuple(Problem(name, line, text) for line, text in told), report)


def _layout(placed: Placed) -> Layout:
    kind, section, parts, lead, page = placed
    spans = None if parts is None else tuple((start, end) for start, end in parts)
    return Layout(Kind(kind), tuple(section), spans, lead, page)

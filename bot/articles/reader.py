"""Reading one seed file: bytes → document → article."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.articles.frontmatter import front_matter_of
from bot.articles.model import PLAIN, Article, Layout, RelatedStory
from bot.articles.related import take_related
from bot.articles.titles import plain_title, title_of_name
from bot.articles.urls import flaw_of_url
from bot.documents.encoding import decode
from bot.documents.furniture import without_furniture
from bot.documents.lines import divide_lines
from bot.documents.metadata.dates import day_of, day_of_name
from bot.documents.metadata.header import Header, read_header
from bot.documents.metadata.hiding import require_shown
from bot.documents.model import Block, Kind, Link, Page
from bot.documents.outline import outline
from bot.documents.problem import (
    Hidden,
    Problem,
    Rejected,
    Textless,
    Warned,
    Withheld,
    WithoutText,
)
from bot.documents.registry import NEEDS_EXTRA, TEXT, Format, format_of


@dataclass(frozen=True, slots=True)
class Report:
    """How a file was read: its format and encoding, and what of it is not loaded.

    `left_out` counts what is no text of the page by kind, such as comments; `unused` are keys of
    its header that mean nothing here.
    """

    format: str = TEXT.name
    encoding: str = "UTF-8"
    left_out: tuple[tuple[str, int], ...] = ()
    unused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article, what of its file was ignored, and how it was read."""

    article: Article
    warnings: tuple[Problem, ...] = ()
    report: Report = Report()

    def sharing(self, before: Article) -> "ReadArticle":
        """The same, with the paragraphs that an earlier version had, too, only once in memory."""
        had = {paragraph: paragraph for paragraph in before.paragraphs}
        paragraphs = tuple(had.get(one, one) for one in self.article.paragraphs)
        return replace(self, article=replace(self.article, paragraphs=paragraphs))


def read_article(name: str, data: bytes, today: date | None = None) -> ReadArticle | Problem:
    """Read the bytes of a seed file named `name`; a Problem says why it is no article.

    A file that its author does not show is Hidden, which is a Problem; `today` decides which dates
    are to come. How the text is read follows from the file's name (`bot.documents.registry`). It
    may begin with a header (`bot.documents.metadata`) and hold lists of related stories
    (`bot.articles.related`). Without a title in its header, its title is the heading that it begins
    with, else the name of the file. Never raises for any bytes.
    """
    try:
        return _read(name, data, today or datetime.now().astimezone().date())
    except Textless as textless:
        return WithoutText(name, textless.line, textless.text)
    except Rejected as rejected:
        return Problem(name, rejected.line, rejected.text)
    except Withheld as withheld:
        return Hidden(name, withheld.line, withheld.text, withheld.until)


def _read(name: str, data: bytes, today: date) -> ReadArticle:
    if not data.strip():
        raise Rejected(None, "is empty; write the article into it, one paragraph per line")
    format_ = format_of(name) or TEXT
    opened = _open(format_, data)
    require_shown(name, opened.header, today)
    front, ignored = front_matter_of(opened.header)
    # Known before the lines are read: without a title in the header, the first heading is the
    # title.
    given = front.title and plain_title(front.title)
    related = take_related(opened.header.body)
    page = opened.page or format_.read_lines(related.others, given is not None)
    events, furniture = without_furniture(page.events)
    outlined = outline(events, given)
    if not outlined.blocks:
        says_anything = events or related.stories or opened.header.values
        why = "has no sentence: there is no text below its header and headings"
        raise (Textless if says_anything else Rejected)(None, why)
    article = Article(
        name=name,
        title=given or outlined.title or furniture.title or title_of_name(name),
        paragraphs=tuple(block.text.text for block in outlined.blocks),
        related=(*related.stories, *_stories((*page.related, *furniture.related))),
        url=front.url,
        publisher=front.publisher,
        authors=front.authors or tuple(dict.fromkeys(furniture.authors)),
        published=front.published or day_of(furniture.day) or day_of_name(name),
        language=front.language,
        tags=front.tags,
        # Of the bytes, not of the text: what a reader of the file sees is compared with it before
        # quoting.
        digest=hashlib.sha256(data).hexdigest(),
        layout=_layout(outlined.blocks),
    )
    warnings = (*opened.warnings, *opened.header.warnings, *ignored, *related.warnings)
    left_out = Counter(each.what for each in (*page.left_out, *furniture.left_out))
    report = Report(format_.name, opened.encoding, tuple(sorted(left_out.items())), front.unused)
    told = tuple(Problem(name, each.line, each.text) for each in warnings)
    return ReadArticle(article, told, report)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A file before its lines are read: its header, or the page if that brings its own."""

    header: Header
    page: Page | None = None
    encoding: str = ""
    warnings: tuple[Warned, ...] = ()


def _open(format_: Format, data: bytes) -> _Opened:
    if not format_.is_installed:
        raise Rejected(None, NEEDS_EXTRA)
    if format_.read_bytes is not None:
        page = format_.read_bytes(data)
        return _Opened(Header(page.values, {}, ()), page)
    decoded = decode(data)
    if format_.read_text is not None:
        page = format_.read_text(decoded.text)
        return _Opened(Header(page.values, {}, ()), page, decoded.encoding, decoded.warnings)
    header = read_header(divide_lines(decoded.text))
    return _Opened(header, None, decoded.encoding, decoded.warnings)


def _layout(blocks: Sequence[Block]) -> tuple[Layout, ...]:
    layout = tuple(
        PLAIN
        if each.parts is None
        and not (each.section or each.lead or each.page)
        and each.kind is Kind.PARAGRAPH
        else Layout(each.kind, each.section, each.parts, each.lead, each.page)
        for each in blocks
    )
    # Most articles are plain paragraphs; with many articles, a tuple for each costs memory.
    return () if all(each is PLAIN for each in layout) else layout


def _stories(links: Sequence[Link]) -> list[RelatedStory]:
    """Links in lists of their own are related stories; an address in the same site is left out."""
    return [
        RelatedStory(link.label, None, None if flaw_of_url(link.url) else link.url)
        for link in links
        if link.label
    ]

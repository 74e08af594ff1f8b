"""Reading one seed file: bytes → document → article."""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.articles.frontmatter import front_matter_of
from bot.articles.model import PLAIN, Article, Layout, RelatedStory
from bot.articles.related import take_related
from bot.articles.titles import plain_title, title_of_name
from bot.articles.urls import flaw_of_url
from bot.documents.encoding import decode
from bot.documents.lines import Line, divide_lines
from bot.documents.markdown.reading import read_markdown
from bot.documents.metadata.header import read_header
from bot.documents.metadata.hiding import require_shown
from bot.documents.model import Block, Link, Page
from bot.documents.outline import outline
from bot.documents.problem import Hidden, Problem, Rejected, Withheld
from bot.documents.registry import MARKDOWN, TEXT, format_of
from bot.documents.text import read_text

_MARKUP = re.compile(
    r"[*_`\[<\\|{^]|~~|==|%%|--|&#?\w+;|\S\s{2,}$|!!!|\?\?\?"
    r"|^\s*(?:>|[-+:]\s|:::|\d{1,9}[.)]\s|import\s|export\s)|^(?: {4}|\t)"
)
"""What may be syntax; a page of Markdown without it is plain text."""


@dataclass(frozen=True, slots=True)
class Report:
    """How a file was read: its format and encoding, and what of it is not loaded.

    `left_out` counts what is no text of the page by kind, such as comments; `unused` are keys of
    its header that mean nothing here.
    """

    format: str = TEXT
    encoding: str = "UTF-8"
    left_out: tuple[tuple[str, int], ...] = ()
    unused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article, what of its file was ignored, and how it was read."""

    article: Article
    warnings: tuple[Problem, ...] = ()
    report: Report = Report()


def read_article(name: str, data: bytes, today: date | None = None) -> ReadArticle | Problem:
    """Read the bytes of a seed file named `name`; a Problem says why it is no article.

    A file that its author does not show is Hidden, which is a Problem; `today` tells what is to
    come. How the text is read is told by the file's name (`bot.documents.registry`). It may begin
    with a header (`bot.documents.metadata`) and hold lists of related stories
    (`bot.articles.related`). Without a title in its header, its title is the heading that it begins
    with, else the name of the file. Never raises for any bytes.
    """
    try:
        return _read(name, data, today or datetime.now().astimezone().date())
    except Rejected as rejected:
        return Problem(name, rejected.line, rejected.text)
    except Withheld as withheld:
        return Hidden(name, withheld.line, withheld.text, withheld.until)


def _read(name: str, data: bytes, today: date) -> ReadArticle:
    if not data.strip():
        raise Rejected(None, "is empty; write the article into it, one paragraph a line")
    decoded = decode(data)
    header = read_header(divide_lines(decoded.text))
    require_shown(name, header, today)
    front, ignored = front_matter_of(header)
    given = front.title and plain_title(front.title)
    related = take_related(header.body)
    page = _page(name, related.others, has_title=given is not None)
    outlined = outline(page.events, given)
    if not outlined.blocks:
        raise Rejected(None, "has no sentence: below its header and headings is no text")
    article = Article(
        name=name,
        title=given or outlined.title or title_of_name(name),
        paragraphs=tuple(block.text.text for block in outlined.blocks),
        related=(*related.stories, *_stories(page.related)),
        url=front.url,
        publisher=front.publisher,
        authors=front.authors,
        published=front.published,
        language=front.language,
        tags=front.tags,
        digest=hashlib.sha256(data).hexdigest(),
        layout=_layout(outlined.blocks),
    )
    warnings = (*decoded.warnings, *header.warnings, *ignored, *related.warnings)
    format_ = format_of(name)
    left_out = Counter(each.what for each in page.left_out)
    report = Report(
        format_.name if format_ else TEXT,
        decoded.encoding,
        tuple(sorted(left_out.items())),
        front.unused,
    )
    told = tuple(Problem(name, each.line, each.text) for each in warnings)
    return ReadArticle(article, told, report)


def _page(name: str, lines: Sequence[Line], *, has_title: bool) -> Page:
    format_ = format_of(name)
    if format_ and format_.name == MARKDOWN and any(_MARKUP.search(line.text) for line in lines):
        return read_markdown(lines, is_mdx=name.lower().endswith(".mdx"))
    return Page(tuple(read_text(lines, has_title=has_title)))


def _layout(blocks: Sequence[Block]) -> tuple[Layout, ...]:
    layout = tuple(Layout(each.kind, each.section, each.parts, each.lead) for each in blocks)
    return () if all(each == PLAIN for each in layout) else layout


def _stories(links: Sequence[Link]) -> list[RelatedStory]:
    """Links in lists of their own are related stories; an address in the same site is left out."""
    return [
        RelatedStory(link.label, None, None if flaw_of_url(link.url) else link.url)
        for link in links
        if link.label
    ]

"""Reading one seed file: bytes → document → article."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.articles.frontmatter import read_front_matter
from bot.articles.model import PLAIN, Article, Layout, RelatedStory
from bot.articles.related import take_related
from bot.articles.titles import title_of_name
from bot.articles.urls import flaw_of_url
from bot.documents.encoding import decode
from bot.documents.lines import Line, divide_lines
from bot.documents.markdown.reading import read_markdown
from bot.documents.model import Block, Link, Page
from bot.documents.outline import outline
from bot.documents.problem import Problem, Rejected
from bot.documents.registry import MARKDOWN, format_of
from bot.documents.text import read_text

_MARKUP = re.compile(
    r"[*_`\[<\\|{^]|~~|==|%%|--|&#?\w+;|\S\s{2,}$|!!!|\?\?\?"
    r"|^\s*(?:>|[-+:]\s|:::|\d{1,9}[.)]\s|import\s|export\s)|^(?: {4}|\t)"
)
"""What may be syntax; a page of Markdown without it is plain text."""


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article, and what of its file was ignored."""

    article: Article
    warnings: tuple[Problem, ...] = ()


def read_article(name: str, data: bytes) -> ReadArticle | Problem:
    """Read the bytes of a seed file named `name`; a Problem says why it is no article.

    How the text is read is told by the file's name (`bot.documents.registry`). It may begin with
    front matter (`bot.articles.frontmatter`) and hold lists of related stories
    (`bot.articles.related`). Without a title in its front matter, its title is the heading that it
    begins with, else the name of the file. Never raises for any bytes.
    """
    try:
        return _read(name, data)
    except Rejected as rejected:
        return Problem(name, rejected.line, rejected.text)


def _read(name: str, data: bytes) -> ReadArticle:
    if not data.strip():
        raise Rejected(None, "is empty; write the article into it, one paragraph a line")
    decoded = decode(data)
    front, ignored, body = read_front_matter(divide_lines(decoded.text))
    related = take_related(body)
    page = _page(name, related.others, has_title=front.title is not None)
    outlined = outline(page.events, front.title)
    if not outlined.blocks:
        raise Rejected(None, "has no sentence: below its front matter and headings is no text")
    article = Article(
        name=name,
        title=front.title or outlined.title or title_of_name(name),
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
    warnings = (*decoded.warnings, *ignored, *related.warnings)
    return ReadArticle(article, tuple(Problem(name, each.line, each.text) for each in warnings))


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

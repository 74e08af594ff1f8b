"""How a file was read, in a line: for those who check what was made of their files."""

from collections import Counter

from bot.articles.model import Article, Passage
from bot.articles.reader import Report
from bot.common.wording import write_count, write_day
from bot.documents.model import Kind

_LONGEST = 160  # characters of a title or a quote


def summary_of(article: Article, report: Report) -> str:
    """What a file is, what it is about, and what its text is made of."""
    parts = [", ".join(filter(None, (report.format, report.encoding))), f"“{cut(article.title)}”"]
    if article.published:
        parts.append(write_day(article.published))
    if article.authors:
        parts.append(", ".join(article.authors))
    sections = len({layout.section for layout in article.layout if layout.section})
    pages = max((layout.page or 0 for layout in article.layout), default=0)
    kinds = Counter(layout.kind for layout in article.layout if layout.kind is not Kind.PARAGRAPH)
    made_of = [write_count(pages, "page")] if pages else []
    made_of += [write_count(sections, "section")] if sections else []
    made_of += (_write_kind(kind, count) for kind, count in sorted(kinds.items()))
    return " · ".join((*parts, *filter(None, [", ".join(made_of)])))


def left_out_of(report: Report) -> str:
    """What of a file is not loaded, by kind; empty if that is nothing."""
    left_out = ", ".join(f"{what} ({count:,})" for what, count in report.left_out)
    return f"left out: {left_out}" if left_out else ""


def quote_of(passage: Passage) -> str:
    """A passage as it will be quoted, and where it stands."""
    page = [f"page {passage.page}"] if passage.page else []
    where = ", ".join([*filter(None, [" › ".join(passage.section)]), *page])
    return f"“{cut(passage.text)}”" + (f" ({where})" if where else "")


def cut(text: str) -> str:
    """A text of a reasonable length."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _write_kind(kind: Kind, count: int) -> str:
    one = {Kind.CODE: "block of code"}.get(kind, kind.value)
    return write_count(count, one, {Kind.CODE: "blocks of code"}.get(kind))

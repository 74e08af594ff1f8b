"""Reading one seed file: bytes → article."""

import hashlib
from dataclasses import dataclass

from bot.articles.frontmatter import read_front_matter
from bot.articles.lines import read_lines
from bot.articles.model import Article
from bot.articles.paragraphs import paragraphs_of
from bot.articles.problem import Problem, Rejected
from bot.articles.related import take_related
from bot.articles.titles import heading_title, sentence_title


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article, and what of its file was ignored."""

    article: Article
    warnings: tuple[Problem, ...] = ()


def read_article(name: str, data: bytes) -> ReadArticle | Problem:
    """Read the bytes of a seed file named `name`; a Problem says why it is no article.

    A seed file is UTF-8 text: front matter (`bot.articles.frontmatter`), paragraphs
    (`bot.articles.paragraphs`) and a list of related stories (`bot.articles.related`), of which
    only the paragraphs must be there. Without a title in its front matter, its title is the
    Markdown heading that it begins with, else its first sentence. Never raises for any bytes.
    """
    try:
        return _read(name, data)
    except Rejected as rejected:
        return Problem(name, rejected.line, rejected.text)


def _read(name: str, data: bytes) -> ReadArticle:
    if not data.strip():
        raise Rejected(None, "is empty; write the article into it, one paragraph a line")
    front, ignored, body = read_front_matter(read_lines(data))
    related = take_related(body)
    paragraphs = paragraphs_of(related.others)
    if not paragraphs:
        raise Rejected(None, "has no sentence: below its front matter and headings is no text")
    article = Article(
        name=name,
        title=front.title or heading_title(related.others) or sentence_title(paragraphs),
        paragraphs=paragraphs,
        related=related.stories,
        url=front.url,
        publisher=front.publisher,
        authors=front.authors,
        published=front.published,
        language=front.language,
        tags=front.tags,
        digest=hashlib.sha256(data).hexdigest(),
    )
    warnings = (*ignored, *related.warnings)
    return ReadArticle(article, tuple(Problem(name, each.line, each.text) for each in warnings))

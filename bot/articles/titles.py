"""The title of an article whose front matter gives none."""

from collections.abc import Sequence

from bot.articles.lines import Line
from bot.articles.paragraphs import heading_of
from bot.articles.sentences import split_sentences

MAX_LENGTH = 80
"""Characters of a title that is made from a sentence."""


def heading_title(lines: Sequence[Line]) -> str | None:
    """Return the Markdown heading that an article begins with, or None."""
    first = next((line.text for line in lines if line.text.strip()), "")
    return heading_of(first) or None


def sentence_title(paragraphs: Sequence[str]) -> str:
    """Return the first sentence, cut at a word to MAX_LENGTH characters with '…'."""
    for paragraph in paragraphs:
        for start, end in split_sentences(paragraph):
            return _cut(" ".join(paragraph[start:end].split()))
    return ""


def _cut(text: str) -> str:
    if len(text) <= MAX_LENGTH:
        return text
    head = text[: MAX_LENGTH - 1]
    if not text[MAX_LENGTH - 1].isspace() and " " in head:
        head = head.rsplit(" ", 1)[0]
    return head.rstrip(" ,;:–—-") + "…"

"""A file of Markdown → its page; one without any syntax is read as plain text."""

import re
from collections.abc import Sequence

from bot.documents.lines import Line
from bot.documents.markdown.parseable import is_parseable
from bot.documents.markdown.reading import read_markdown
from bot.documents.model import Page
from bot.documents.text import read_plain

_MARKUP = re.compile(
    r"[*_`\[<\\|{^]|~~|==|%%|--|&#?\w+;|\S\s{2,}$|!!!|\?\?\?"
    r"|^\s*(?:>|[-+:]\s|:::|\d{1,9}[.)]\s|import\s|export\s|#\w|-#|%\s|\(\S+\)=)|^(?: {4}|\t)"
    r"|:[a-z]\w*:|\w~\w|\+\+|[!(].*\)"
)
"""What may be syntax; a page of Markdown without it is plain text."""


def read_page(lines: Sequence[Line], has_title: bool) -> Page:
    """Read Markdown; as plain text if it has no syntax, or too much of it to be parsed in time."""
    if any(_MARKUP.search(line.text) for line in lines) and is_parseable(lines):
        return read_markdown(lines)
    return read_plain(lines, has_title)

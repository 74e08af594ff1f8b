"""Whether an article of the cache is what its seed file says: looked up before it is quoted.

The cache is a file that says of itself what is in it. So what comes from there is not quoted before
the seed file was read once more. An article that this process has read itself needs no such look.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from bot.articles.files import read_bytes
from bot.articles.model import Article
from bot.articles.reader import ReadArticle, read_article
from bot.documents.problem import Rejected


class SourceCheck:
    """Compares the articles of a cache with their files, each once; for several threads."""

    def __init__(self, folder: Path, max_bytes: int, articles: Iterable[Article]) -> None:
        self._folder = folder
        self._max_bytes = max_bytes
        self._unread = {article.name: article for article in articles}

    def flaw_of(self, article: Article) -> str | None:
        """Say why an article cannot be quoted; None if it can. Reads a file, so it blocks."""
        if self._unread.get(article.name) is not article:
            return None
        flaw = self._compare(article)
        if flaw is None:
            self._unread.pop(article.name, None)
        return flaw

    def _compare(self, article: Article) -> str | None:
        try:
            root = Path(os.path.realpath(self._folder))
            path = Path(os.path.realpath(root / article.name))
        except OSError as error:  # a link that has gone since it was seen
            return f"its file cannot be read: {error.strerror}"
        if not path.is_relative_to(root):
            return "its file is not in the seeds folder"
        try:
            read = read_article(article.name, read_bytes(path, self._max_bytes))
        except Rejected as rejected:
            return f"its file {rejected.text}"
        if isinstance(read, ReadArticle) and read.article == article:
            return None
        return "its file says something else; reload the seeds"

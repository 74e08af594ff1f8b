"""Whether an article is what its seed file says: looked up before it is quoted.

An article that came from the cache is compared with its file before it is first quoted, since the
cache is a file that says of itself what is in it. One that this process has read is compared again
if its file has changed since: what stands there now is what may be quoted, and a file that its
author hides is not. If such a file is gone or cannot be read, its last good version stays until a
reload removes it.
"""

import os
from collections.abc import Mapping
from pathlib import Path

from bot.articles.files import Signature, read_bytes, signature_of
from bot.articles.library import Library, Seen
from bot.articles.model import Article
from bot.articles.reader import ReadArticle, read_article
from bot.documents.problem import Hidden, Rejected

_CHANGED = "its file says something else; reload the seeds"


class SourceCheck:
    """Compares articles with their files; for several threads. Looks at files, so it blocks."""

    def __init__(self) -> None:
        self._root = Path()
        self._max_bytes = 0
        self._cached: dict[str, Article] = {}
        self._seen: Mapping[str, Seen] = {}
        # Of an article that went, only the name stays, so that it is known to be of a file.
        self._own: dict[str, tuple[Article | None, Signature | None]] = {}

    def begin(self, folder: Path, max_bytes: int, cached: Library | None) -> None:
        """Take the folder that articles are read from, and those that came from a cache."""
        self._root = Path(os.path.realpath(folder))
        self._max_bytes = max_bytes
        self._cached = {article.name: article for article in cached.articles} if cached else {}
        self._seen = cached.seen if cached else {}

    def follow(self, library: Library) -> None:
        """Take the articles that this process has read, with the signatures of their files."""
        before, self._seen = self._seen, library.seen
        new = [name for name, seen in library.seen.items() if before.get(name) is not seen]
        for name in new:
            article = library.seen[name].read.article
            if self._cached.get(name) is not article:
                self._cached.pop(name, None)
                self._own[name] = (article, library.seen[name].signature)

    def release(self, library: Library) -> None:
        """Let go of the articles that are not in the library, which must be the current one.

        An answer under way may still have one: it is compared with its file as if it were cached.
        """
        current = {article.name for article in library.articles}
        for name in (self._own.keys() | self._cached.keys()) - current:
            self._cached.pop(name, None)
            self._own[name] = (None, None)

    def flaw_of(self, article: Article) -> str | None:
        """Say why an article cannot be quoted; None if it can."""
        if article.name not in self._own and article.name not in self._cached:
            return None  # of no file
        own, known = self._own.get(article.name, (None, None))
        signature = signature_of(self._root / article.name)
        # The usual case: one `stat`, and nothing is read.
        if own is article and signature is not None and signature == known:
            return None
        flaw = self._compare(article, is_cached=own is not article)
        if flaw is None:
            self._own[article.name] = (article, signature)
        return flaw

    def _compare(self, article: Article, *, is_cached: bool) -> str | None:
        try:
            path = Path(os.path.realpath(self._root / article.name))
            if not path.is_relative_to(self._root):
                return "its file is not in the seeds folder"
            read = read_article(article.name, read_bytes(path, self._max_bytes))
        except OSError as error:  # a link that has gone since it was seen
            return f"its file cannot be read: {error.strerror}" if is_cached else None
        except Rejected as rejected:
            return f"its file {rejected.text}" if is_cached else None
        if isinstance(read, ReadArticle):
            return None if read.article == article else _CHANGED
        return _CHANGED if is_cached or isinstance(read, Hidden) else None

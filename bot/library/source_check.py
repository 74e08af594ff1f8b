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
        self._seen: Mapping[str, Seen] = {}
        # What this process has read or compared, and what `_seen` does not say of it.
        self._own: dict[str, tuple[Article, Signature | None]] = {}

    def begin(self, folder: Path, max_bytes: int) -> None:
        """Take the folder that articles are read from."""
        self._root = Path(os.path.realpath(folder))
        self._max_bytes = max_bytes

    def follow(self, library: Library) -> None:
        """Take the articles of a library, with the signatures of their files."""
        before, self._seen = self._seen, library.seen
        for article in library.kept:
            if article.name in before and not before[article.name].is_cached:
                self._own[article.name] = (article, before[article.name].signature)

    def release(self, library: Library) -> None:
        """Let go of the articles that are not in the library, which must be the current one.

        An answer under way may still have one: it is compared with its file as if it were cached.
        """
        kept = {article.name: article for article in library.kept}
        for name, (article, _) in list(self._own.items()):
            seen = library.seen.get(name)
            if article is not (seen.read.article if seen else kept.get(name)):
                del self._own[name]

    def flaw_of(self, article: Article) -> str | None:
        """Say why an article cannot be quoted; None if it can."""
        own, known = self._own.get(article.name, (None, None))
        seen = self._seen.get(article.name)
        if own is not article and seen and seen.read.article is article and not seen.is_cached:
            own, known = article, seen.signature
        if own is None and not self._seen:
            return None  # of no file
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

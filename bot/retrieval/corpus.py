"""The immutable snapshot that questions are asked of."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from bot.articles.model import Article, Passage
from bot.articles.sentences import passages_of
from bot.retrieval.analysis import analyse
from bot.retrieval.bm25 import Bm25Index


@dataclass(frozen=True, slots=True)
class Corpus:
    """Articles, their passages in reading order, and the index over them.

    `version` names what was loaded: it changes when any file's name or bytes do.
    """

    articles: tuple[Article, ...]
    passages: tuple[Passage, ...]
    version: str
    terms: Bm25Index

    @classmethod
    def build(cls, articles: Sequence[Article]) -> "Corpus":
        """Splits, analyses and indexes `articles`; takes time, so not on an event loop."""
        passages = tuple(passage for article in articles for passage in passages_of(article))
        analyses = [analyse(passage.text) for passage in passages]
        return cls(
            articles=tuple(articles),
            passages=passages,
            version=_version(articles),
            terms=Bm25Index([analysis.terms for analysis in analyses]),
        )


def _version(articles: Sequence[Article]) -> str:
    state = hashlib.sha256()
    for article in sorted(articles, key=lambda article: article.name):
        state.update(f"{article.name}\0{article.digest}\0".encode(errors="surrogatepass"))
    return state.hexdigest()[:16]

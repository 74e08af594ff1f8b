"""The immutable snapshot that questions are asked of."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from bot.articles.model import Article, Passage
from bot.articles.sentences import passages_of
from bot.retrieval.analysis import analyse_passage
from bot.retrieval.bm25 import Bm25Index


@dataclass(frozen=True, slots=True)
class Corpus:
    """Articles, their passages in reading order, and the indexes over them.

    `version` names what was loaded: it changes when any file's name or bytes do. `terms` and
    `grams` index the passages, `paragraphs` the terms of whole paragraphs; `paragraph_of` and
    `article_of` give each passage's place among those, and among the articles.
    """

    articles: tuple[Article, ...]
    passages: tuple[Passage, ...]
    version: str
    terms: Bm25Index
    grams: Bm25Index
    paragraphs: Bm25Index
    paragraph_of: NDArray[np.int32]
    article_of: NDArray[np.int32]

    @classmethod
    def build(cls, articles: Sequence[Article]) -> "Corpus":
        """Splits, analyses and indexes `articles`; takes time, so not on an event loop."""
        split = [passages_of(article) for article in articles]
        passages = tuple(chain.from_iterable(split))
        counts = [len(sentences) for sentences in split]
        analyses = [analyse_passage(passage.text) for passage in passages]
        paragraphs: dict[tuple[str, int], list[str]] = {}
        paragraph_of = np.empty(len(passages), dtype=np.int32)
        for position, (passage, analysis) in enumerate(zip(passages, analyses, strict=True)):
            terms = paragraphs.setdefault((passage.article.name, passage.paragraph), [])
            terms.extend(analysis.terms)
            paragraph_of[position] = len(paragraphs) - 1
        return cls(
            articles=tuple(articles),
            passages=passages,
            version=_version(articles),
            terms=Bm25Index([analysis.terms for analysis in analyses]),
            grams=Bm25Index([analysis.grams for analysis in analyses]),
            paragraphs=Bm25Index(list(paragraphs.values())),
            paragraph_of=paragraph_of,
            article_of=np.repeat(np.arange(len(counts), dtype=np.int32), counts),
        )


def _version(articles: Sequence[Article]) -> str:
    state = hashlib.sha256()
    for article in sorted(articles, key=lambda article: article.name):
        state.update(f"{article.name}\0{article.digest}\0".encode(errors="surrogatepass"))
    return state.hexdigest()[:16]

"""The immutable snapshot that questions are asked of."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from bot.articles.model import Article, Passage
from bot.articles.sentences import passages_of
from bot.retrieval.analysis import analyse_passage
from bot.retrieval.bm25 import Bm25Index
from bot.retrieval.paragraphs import ParagraphIndex
from bot.retrieval.semantic.meaning import Embedder, Meaning
from bot.retrieval.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Corpus:
    """Articles, their passages in reading order, and the indexes over them.

    `version` names what was loaded: it changes when any file's name or bytes do. `terms` indexes
    the passages, `paragraphs` the same terms by whole paragraphs; `paragraph_of` and `article_of`
    give each passage's place among those, and among the articles. `meaning` is there
    where an embedding model was given.
    """

    articles: tuple[Article, ...]
    passages: tuple[Passage, ...]
    version: str
    terms: Bm25Index
    paragraphs: ParagraphIndex
    vocabulary: Vocabulary
    paragraph_of: NDArray[np.int32]
    article_of: NDArray[np.int32]
    meaning: Meaning | None = None

    @classmethod
    def build(cls, articles: Sequence[Article], embedder: Embedder | None = None) -> "Corpus":
        """Splits, analyses and indexes `articles`; takes time, so not on an event loop."""
        split = [passages_of(article) for article in articles]
        passages = tuple(chain.from_iterable(split))
        sizes = [len(sentences) for sentences in split]
        analyses = [analyse_passage(passage.text) for passage in passages]
        terms = Bm25Index([analysis.terms for analysis in analyses])
        paragraph_of = _paragraph_of(passages)
        counts = Counter(chain.from_iterable(analysis.spelt for analysis in analyses))
        return cls(
            articles=tuple(articles),
            passages=passages,
            version=_version(articles),
            terms=terms,
            paragraphs=ParagraphIndex(terms, paragraph_of),
            vocabulary=Vocabulary(counts, len(passages)),
            paragraph_of=paragraph_of,
            article_of=np.repeat(np.arange(len(sizes), dtype=np.int32), sizes),
            meaning=Meaning(embedder.embed_passages(passages), embedder) if embedder else None,
        )

    def passages_in(self, article: Article) -> tuple[Passage, ...]:
        """The sentences of one of the articles, in reading order."""
        number = self.articles.index(article)
        start, end = np.searchsorted(self.article_of, [number, number + 1])
        return self.passages[start:end]


def _paragraph_of(passages: Sequence[Passage]) -> NDArray[np.int32]:
    """Each passage's paragraph, counted from 0 through the whole corpus."""
    begins = np.fromiter((passage.sentence == 1 for passage in passages), dtype=np.int32)
    return np.cumsum(begins, dtype=np.int32) - 1


def _version(articles: Sequence[Article]) -> str:
    state = hashlib.sha256()
    for article in sorted(articles, key=lambda article: article.name):
        state.update(f"{article.name}\0{article.digest}\0".encode(errors="surrogatepass"))
    return state.hexdigest()[:16]

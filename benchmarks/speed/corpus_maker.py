"""A made-up archive of any size, the same on every machine.

Its sentences mean nothing, but its words are as frequent as a newspaper's: the frequencies follow
Zipf's law, an article returns to the words of its topic, every tenth sentence names who said it. A
smaller archive is the beginning of a larger one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.speed.words import GRAMMAR, content_words, zipf
from bot.articles.model import Article, RelatedStory

SENTENCES = 30
"""In an article."""
_IN_PARAGRAPH = 3
_LENGTHS = (14, 27)  # words of a sentence: from, and below
_VOCABULARY = 100_000
_SHIFT = 10.0  # the most frequent word is then in every tenth sentence, as 'said' is in the news
_CONTENT = 0.55  # of all words
_TOPIC = 30  # words that an article returns to
_ON_TOPIC = 0.3  # of its words of content
_NUMBERS = 0.02  # of all words
_SAID = 0.1  # of the sentences
_BATCH = 1_000  # articles that are drawn at once


@dataclass(frozen=True)
class CorpusMaker:
    """Makes articles of 30 sentences of about 20 words; `seed` chooses among the archives."""

    seed: int = 1

    def articles(self, passages: int) -> Iterator[Article]:
        """Make the articles of an archive of so many passages, or up to 29 more."""
        count = -(-passages // SENTENCES)
        for start in range(0, count, _BATCH):
            yield from islice(self._batch(start), min(_BATCH, count - start))

    def _batch(self, first: int) -> Iterator[Article]:
        """Draw a whole batch, of which a small archive takes the beginning."""
        draw = np.random.default_rng((self.seed, first))
        lengths = draw.integers(*_LENGTHS, size=_BATCH * SENTENCES)
        article_of = np.repeat(np.arange(_BATCH * SENTENCES) // SENTENCES, lengths)
        topics = _ranks(self._content_law, draw, (_BATCH, _TOPIC))
        ends = np.cumsum(lengths)
        inner = np.ones(len(article_of), dtype=bool)  # a sentence begins and ends with content
        inner[ends - 1] = inner[ends - lengths] = False
        words = iter(self._draw_words(draw, article_of, topics, inner).tolist())
        is_said = draw.random(len(lengths)) < _SAID
        names = self._names
        speakers = draw.integers(len(names), size=(len(lengths), 2)).tolist()
        sentences = (
            _sentence(
                list(islice(words, length)),
                [names[one] for one in speaker] if said else (),
            )
            for length, said, speaker in zip(lengths.tolist(), is_said, speakers, strict=True)
        )
        for place in range(_BATCH):
            topic = [self.words[rank] for rank in topics[place]]
            yield _article(first + place, list(islice(sentences, SENTENCES)), topic)

    def _draw_words(
        self,
        draw: np.random.Generator,
        article_of: NDArray[np.int64],
        topics: NDArray[np.int64],
        inner: NDArray[np.bool_],
    ) -> NDArray[np.object_]:
        tokens = len(article_of)
        ranks = _ranks(self._content_law, draw, tokens)
        on_topic = draw.random(tokens) < _ON_TOPIC
        ranks[on_topic] = topics[article_of[on_topic], draw.integers(_TOPIC, size=on_topic.sum())]
        words = np.asarray(self.words, dtype=object)[ranks]
        is_grammar = inner & (draw.random(tokens) >= _CONTENT)
        grammar = _ranks(np.cumsum(zipf(len(GRAMMAR), 1.0)), draw, int(is_grammar.sum()))
        words[is_grammar] = np.asarray(GRAMMAR, dtype=object)[grammar]
        is_number = inner & (draw.random(tokens) < _NUMBERS)
        words[is_number] = draw.integers(2, 2_030, size=is_number.sum()).astype(str)
        return words

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of content, the most frequent first."""
        return content_words(_VOCABULARY, np.random.default_rng(self.seed))

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(word for word in self.words if word[0].isupper())

    @cached_property
    def _content_law(self) -> NDArray[np.float64]:
        return np.cumsum(zipf(_VOCABULARY, _SHIFT))


def write_seeds(articles: Iterator[Article], folder: Path) -> None:
    """Write articles as the seed files that they are read from."""
    for article in articles:
        path = folder / article.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_seed_text(article), "utf-8")


def _ranks(
    law: NDArray[np.float64], draw: np.random.Generator, size: int | tuple[int, int]
) -> NDArray[np.int64]:
    """Draw by the cumulated shares of the ranks."""
    ranks: NDArray[np.int64] = np.searchsorted(law, draw.random(size) * law[-1])
    return ranks


def _sentence(words: list[str], speaker: Sequence[str]) -> str:
    text = " ".join(words)
    said = f", {' '.join(speaker)} said" if speaker else ""
    return f"{text[0].upper()}{text[1:]}{said}."


def _article(number: int, sentences: Sequence[str], topic: Sequence[str]) -> Article:
    starts = range(0, len(sentences), _IN_PARAGRAPH)
    paragraphs = tuple(" ".join(sentences[start : start + _IN_PARAGRAPH]) for start in starts)
    return Article(
        name=f"{number // _BATCH:03d}/{number:06d}.txt",
        title=" ".join(topic[:6]).capitalize(),
        paragraphs=paragraphs,
        related=(RelatedStory(" ".join(topic[6:12])), RelatedStory(" ".join(topic[12:18]))),
        publisher="The Courier",
        language="en",
        digest=sha256("\n".join(paragraphs).encode()).hexdigest(),
    )


def _seed_text(article: Article) -> str:
    related = "".join(f"- {story.headline}\n" for story in article.related)
    body = "\n".join(article.paragraphs)
    return (
        f"---\ntitle: {article.title}\npublisher: {article.publisher}\n"
        f"language: {article.language}\n---\n{body}\n\nRelated:\n{related}"
    )

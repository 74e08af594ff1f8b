"""An article with the places of its passages, in memory and as bytes."""

import json
from dataclasses import dataclass
from typing import cast

import numpy as np

from bot.articles.model import Article, Passage
from bot.library.cache.articles import Row, read_of, row_of
from bot.library.remote.errors import damaged
from bot.retrieval.index.passage_offsets import Numbers


@dataclass(frozen=True, slots=True)
class Text:
    """An article, and a row for each of its passages: paragraph, sentence, start and end."""

    article: Article
    places: Numbers

    def passage(self, number: int) -> Passage:
        """A passage by its number in the article. Raises ArticlesUnavailable."""
        if not 0 <= number < len(self.places):
            raise damaged()
        paragraph, sentence, start, end = self.places[number].tolist()
        return Passage(self.article, paragraph, sentence, start, end)

    @property
    def passages(self) -> tuple[Passage, ...]:
        """All passages of the article."""
        return tuple(Passage(self.article, *place) for place in self.places.tolist())

    def to_bytes(self) -> bytes:
        """The article and the places as bytes."""
        places = self.places.astype("<i4").tobytes()
        whole = json.dumps([row_of(self.article), self.article.paragraphs], ensure_ascii=False)
        spelt = whole.encode("utf-8", "surrogatepass")
        return len(places).to_bytes(8, "little") + places + spelt

    @classmethod
    def from_bytes(cls, data: bytes) -> "Text":
        """The article that was written. Raises ArticlesUnavailable."""
        end = 8 + int.from_bytes(data[:8], "little")
        try:
            row, paragraphs = json.loads(data[end:])
            read = read_of(cast("Row", row), tuple(paragraphs))
            places = np.frombuffer(data[8:end], "<i4").reshape(-1, 4)
            lengths = np.array([len(one) for one in paragraphs], np.int64)[places[:, 0] - 1]
        except (LookupError, RecursionError, TypeError, ValueError) as error:
            raise damaged() from error
        _, _, starts, ends = places.T
        if not ((places[:, 0] > 0) & (starts >= 0) & (starts <= ends) & (ends <= lengths)).all():
            raise damaged()
        return cls(read.article, places)

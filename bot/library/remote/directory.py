"""The part of a segment on a server that each process holds in memory: a few bytes a passage.

The texts of the articles and the postings stay on the server. Articles, paragraphs and passages are
counted here, so that the number in a posting leads to its article.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from bot.articles.model import Article
from bot.library.cache.columns import pack_columns, pack_strings, unpack_columns, unpack_strings
from bot.library.remote.coarse import Coarse
from bot.retrieval.catalogue import Titles
from bot.retrieval.headlines import Headings
from bot.retrieval.index.inverted import narrowed
from bot.retrieval.index.segments import Segment

Place: TypeAlias = tuple[int, int]
"""The number of a server, and that of a segment there."""

_COUNTS = ("passages", "paragraphs", "sizes", "lengths", "related")


@dataclass(frozen=True, slots=True)
class Directory:
    """The articles of a segment in their order, without their texts.

    `articles` have a name, a title, an address, a day and a digest. Per article: `passages`,
    `paragraphs` and `related` stories are how many it has. Per paragraph: `sizes` is how many
    passages, `lengths` how many terms it has. `terms`, `story_terms` and `grams` are the lengths of
    all passages, of all headlines, and of all passages in grams. `mark` changes with any article.
    `coarse` is there if a model has read the passages.
    """

    articles: tuple[Article, ...]
    passages: NDArray[np.unsignedinteger]
    paragraphs: NDArray[np.unsignedinteger]
    sizes: NDArray[np.unsignedinteger]
    lengths: NDArray[np.unsignedinteger]
    related: NDArray[np.unsignedinteger]
    terms: int
    story_terms: int
    grams: int
    mark: int
    coarse: Coarse | None = None

    @classmethod
    def of(cls, segment: Segment, coarse: Coarse | None = None) -> "Directory":
        """The directory of a segment in memory."""
        columns = segment.columns
        return cls(
            segment.articles,
            columns.spans.passages,
            columns.spans.paragraphs,
            columns.spans.sizes,
            segment.paragraph_lengths,
            columns.related,
            int(columns.terms.lengths.sum(dtype=np.int64)),
            int(columns.stories.lengths.sum(dtype=np.int64)),
            columns.words.length,
            int(segment.marks.sum(dtype=np.uint64)),
            coarse,
        )

    def to_bytes(self) -> bytes:
        """The directory as bytes."""
        articles = self.articles
        days = [one.published.toordinal() if one.published else 0 for one in articles]
        totals = (self.terms, self.story_terms, self.grams)
        return pack_columns(
            {
                "names": pack_strings(one.name for one in articles),
                "titles": pack_strings(one.title for one in articles),
                "urls": pack_strings(one.url or "" for one in articles),
                "digests": pack_strings(one.digest for one in articles),
                "days": np.array(days, np.int64),
                **{name: getattr(self, name) for name in _COUNTS},
                "totals": np.array(totals, np.int64),
                "mark": np.array([self.mark], np.uint64),
                **(self.coarse.columns() if self.coarse else {}),
            }
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> "Directory":
        """The directory that was written. Raises NotUsableError."""
        columns = unpack_columns(data)
        strings = (unpack_strings(columns[name]) for name in ("names", "titles", "urls", "digests"))
        days = columns["days"].astype(np.int64).tolist()
        articles = tuple(
            Article(
                name,
                title,
                (),
                url=url or None,
                digest=digest,
                published=date.fromordinal(day) if day else None,
            )
            for name, title, url, digest, day in zip(*strings, days, strict=True)
        )
        # Copies: views would keep the names and titles, too.
        passages, paragraphs, sizes, lengths, related = (
            narrowed(columns[name].astype(np.int64)) for name in _COUNTS
        )
        terms, story_terms, grams = columns["totals"].astype(np.int64).tolist()
        mark = columns["mark"].astype(np.uint64).item()
        return cls(
            articles,
            *(passages, paragraphs, sizes, lengths, related),
            *(terms, story_terms, grams, mark),
            Coarse.from_columns(columns),
        )


@dataclass(frozen=True, slots=True)
class RemoteSegment:
    """A segment at a place, with indexes of its articles, which `directory` no longer has."""

    place: Place
    directory: Directory
    titles: Titles
    headings: Headings

    @classmethod
    def of(cls, place: Place, directory: Directory) -> "RemoteSegment":
        """Index the names, titles and addresses."""
        articles = directory.articles
        bare = replace(directory, articles=())
        return cls(place, bare, Titles(articles), Headings(articles))

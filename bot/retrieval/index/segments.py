"""Articles → a segment: the columns that an index is built from, for some of the articles."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from bot.articles.model import Article, Passage
from bot.articles.sentences import passages_of
from bot.retrieval.index.inverted import Inverted, invert
from bot.retrieval.index.passage_offsets import Places
from bot.retrieval.text.analysis import Analysis, analyse, analyse_passage


@dataclass(frozen=True, slots=True)
class Segment:
    """Some articles, split, analysed and counted. Another process can build it.

    `terms` covers the passages, `stories` the headlines of related stories, both in the order of
    the articles. `words` counts each word's occurrences in the passages.
    """

    places: Places
    terms: Inverted
    stories: Inverted
    words: Mapping[str, int]


def segment_of(articles: Sequence[Article]) -> Segment:
    """Split, analyse and count articles; this is nearly all the work of indexing."""
    split = [passages_of(article) for article in articles]
    analyses = [_analysis(passage) for passage in chain.from_iterable(split)]
    headlines = (story.headline for article in articles for story in article.related)
    return Segment(
        places=Places.of(split),
        terms=_inverted(analyses),
        stories=_inverted(map(analyse, headlines)),
        words=Counter(chain.from_iterable(analysis.spelt for analysis in analyses)),
    )


def _analysis(passage: Passage) -> Analysis:
    """The terms of a passage, and those of the headings that it stands below."""
    own = analyse_passage(passage.text)
    if not passage.section:
        return own
    above = _analysis_of_headings(passage.section)
    return Analysis(own.terms + above.terms, own.words + above.words, own.spelt + above.spelt)


@lru_cache(maxsize=1_024)  # the passages of a section follow each other
def _analysis_of_headings(section: tuple[str, ...]) -> Analysis:
    return analyse(" ".join(section))


def _inverted(analyses: Iterable[Analysis]) -> Inverted:
    return invert([analysis.terms for analysis in analyses])

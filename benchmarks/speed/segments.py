"""What segments are for: reloads that cost what changed, and answers as of a corpus made anew."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.speed.alone import alone
from benchmarks.speed.corpus_maker import SENTENCES, CorpusMaker
from benchmarks.speed.memory import megabytes
from benchmarks.speed.question_maker import make_questions
from benchmarks.speed.timing import timed_in_all
from bot.articles.library import Library
from bot.articles.model import Article
from bot.config.model import DEFAULT_THRESHOLD
from bot.library.building import CorpusBuilder
from bot.library.cache.corpus_cache import CorpusCache
from bot.library.cache.segment_folder import SegmentFolder
from bot.retrieval.question import Question
from bot.retrieval.retriever import CorpusRetriever, Retriever

_RELOADS, _QUESTIONS, _ROUNDS = 9, 60, 5
_CHANGES, _ASKED = 50, 1_000
_TIERS: Final = (1, 8, 32, 64, 128)
"""Articles of the segments in each tier but the largest, at 100,000 passages."""
_OF_A_TIER: Final = 7
_MAX_BYTES: Final = 1_048_576


@dataclass(frozen=True, slots=True)
class Segments:
    """Figures at so many passages of made-up text.

    `reload` is milliseconds of processor time to index and keep one changed article. `before` and
    `most` are megabytes of the process before and during such reloads. `many` and `merged` are
    times of a question over so many `segments` and over those that are `left` when no more are due
    to be merged, beside one segment.
    `different` are answers, of `asked` after random changes, that differ from a corpus made anew.
    """

    passages: int
    reload: float
    before: float
    most: float
    segments: int
    many: float
    merged: float
    asked: int
    different: int
    left: int = 0


def measure_segments(passages: int) -> Segments:
    """Measure each by itself in a process of its own."""
    reload, before, most = alone(partial(_reload, passages))
    segments, left, many, merged = alone(partial(_ask_segments, passages))
    asked, different = alone(partial(count_different, passages, _CHANGES, _ASKED))
    return Segments(passages, reload, before, most, segments, many, merged, asked, different, left)


def _reload(passages: int) -> tuple[float, float, float]:
    with TemporaryDirectory() as folder:
        cache = CorpusCache(SegmentFolder(Path(folder) / "index"), _MAX_BYTES, fewest=0)
        builder = CorpusBuilder(cache=cache)
        library = Library(tuple(CorpusMaker().articles(passages)))
        kept = builder.save(library, builder.build(library, None))
        kept = builder.save(library, builder.build(library, kept))
        times: list[float] = []
        before = megabytes("VmRSS", resets=True)
        for number in range(_RELOADS):
            library = Library(_changed(library.articles, number * 7 % len(library.articles)))

            def reload(library: Library = library, kept: Retriever = kept) -> Retriever:
                return builder.save(library, builder.build(library, kept))

            kept, taken = timed_in_all(reload)
            times.append(taken.processor * 1_000)
        most = megabytes("VmHWM")
    return median(times), before, most


def _changed(articles: Sequence[Article], place: int) -> tuple[Article, ...]:
    article = articles[place]
    first, *others = article.paragraphs
    changed = replace(
        article, paragraphs=(f"It has changed. {first}", *others), digest=f"{article.digest}x"
    )
    return (*articles[:place], changed, *articles[place + 1 :])


def _ask_segments(passages: int) -> tuple[int, int, float, float]:
    articles = tuple(CorpusMaker().articles(passages))
    whole = CorpusRetriever.build(articles)
    scale = max(1, passages // 100_000)
    sizes = [size * scale for size in _TIERS for _ in range(_OF_A_TIER)]
    if sum(sizes) * 2 > len(articles):
        sizes = [1] * len(sizes)
    parted = CorpusRetriever.build(articles[: len(articles) - sum(sizes)])
    for size in sorted(sizes, reverse=True):
        parted = CorpusRetriever.build(articles[: len(parted.articles) + size], previous=parted)
    merged = parted
    while (less := merged.merged()) is not merged:
        merged = less
    questions = [Question.parse(one.typed) for one in make_questions(articles, _QUESTIONS)]
    corpora = (whole, parted, merged)
    rounds = [
        [timed_in_all(partial(_ask, one, questions))[1].processor for one in corpora]
        for _ in range(_ROUNDS + 1)
    ][1:]
    one, many, few = (median(times) for times in zip(*rounds, strict=True))
    return len(parted.index.parts), len(merged.index.parts), many / one, few / one


def _ask(retriever: Retriever, questions: Sequence[Question]) -> list[object]:
    return [retriever.answer(one, top=3, threshold=DEFAULT_THRESHOLD) for one in questions]


def count_different(passages: int, changes: int, asked: int) -> tuple[int, int]:
    """Change, add and remove articles so often, and compare with a corpus made anew.

    Returns how many questions were asked, and how many answers differ.
    """
    everything = tuple(CorpusMaker().articles(passages + changes * SENTENCES))
    articles, spare = list(everything[:-changes]), list(everything[-changes:])
    draw = random.Random(1)  # noqa: S311 - the same changes on every machine
    corpus = CorpusRetriever.build(articles)
    for _ in range(changes):
        place = draw.randrange(len(articles))
        what = draw.choice(("change", "add", "remove"))
        if what == "add":
            articles.append(spare.pop())
            articles.sort(key=lambda article: article.name)
        elif what == "remove":
            del articles[place]
        else:
            articles = list(_changed(articles, place))
        corpus = CorpusRetriever.build(articles, previous=corpus).merged()
    anew = CorpusRetriever.build(articles)
    questions = [Question.parse(one.typed) for one in make_questions(everything, asked)]
    pairs = zip(_ask(corpus, questions), _ask(anew, questions), strict=True)
    return len(questions), sum(one != other for one, other in pairs)

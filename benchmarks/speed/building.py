"""What it takes to make a corpus of a folder of seed files, beside what cannot be saved of it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import Stemmer

from benchmarks.speed.alone import alone
from benchmarks.speed.corpus_maker import SENTENCES, CorpusMaker, write_seeds
from benchmarks.speed.timing import Spread, Taken, timed_in_all
from bot.articles.library import read_folder
from bot.articles.model import Article
from bot.articles.sentences import passages_of
from bot.live import LiveCorpus
from bot.retrieval.analysis import analyse_passage

_MAX_BYTES = 1_048_576
_ROUNDS = 3
_WORD = re.compile(r"\w+")

_Job = Callable[[Path], Taken]


@dataclass(frozen=True, slots=True)
class Building:
    """Seconds for a folder of so many articles.

    `whole` is reading, splitting, analysing and indexing. `bare` is splitting the articles, once
    they are read, into sentences and stemming every word of these, and nothing else; `analysed` is
    splitting them and Verbatim's own analysis. Both are in one process. `ratio` is of the whole to
    the bare, by the clock, round by round.
    """

    articles: int
    whole: Spread
    whole_processor: Spread
    bare: Spread
    analysed: Spread
    ratio: Spread


def measure_building(articles: int) -> Building:
    """Measure three times in turn, each in a process of its own."""
    with TemporaryDirectory() as folder:
        seeds = Path(folder)
        write_seeds(CorpusMaker().articles(articles * SENTENCES), seeds)
        jobs: tuple[_Job, ...] = (_whole, _bare, _analysed)
        rounds = [[alone(partial(job, seeds)) for job in jobs] for _ in range(_ROUNDS)]
    whole, bare, analysed = zip(*rounds, strict=True)
    return Building(
        articles=articles,
        whole=Spread.of([one.clock for one in whole]),
        whole_processor=Spread.of([one.processor for one in whole]),
        bare=Spread.of([one.clock for one in bare]),
        analysed=Spread.of([one.clock for one in analysed]),
        ratio=Spread.of([one.clock / other.clock for one, other in zip(whole, bare, strict=True)]),
    )


def _whole(folder: Path) -> Taken:
    return timed_in_all(lambda: LiveCorpus.load(folder, _MAX_BYTES))[1]


def _bare(folder: Path) -> Taken:
    articles = read_folder(folder).articles
    return timed_in_all(lambda: split_and_stem(articles))[1]


def _analysed(folder: Path) -> Taken:
    articles = read_folder(folder).articles
    return timed_in_all(lambda: split_and_analyse(articles))[1]


def split_and_stem(articles: Sequence[Article]) -> int:
    """Count the stems: sentences as Verbatim has them, words by the plainest pattern."""
    stemmer = Stemmer.Stemmer("english")
    return sum(
        len(stemmer.stemWords(_WORD.findall(passage.text.lower())))
        for article in articles
        for passage in passages_of(article)
    )


def split_and_analyse(articles: Sequence[Article]) -> int:
    """Count the terms."""
    return sum(
        len(analyse_passage(passage.text).terms)
        for article in articles
        for passage in passages_of(article)
    )

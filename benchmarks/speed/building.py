"""What it takes to make a corpus of a folder of seed files, beside what cannot be saved of it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import Stemmer

from benchmarks.speed.alone import alone
from benchmarks.speed.corpus_maker import SENTENCES, CorpusMaker, write_seeds
from benchmarks.speed.timing import Taken, timed_in_all
from bot.articles.library import read_folder
from bot.articles.model import Article
from bot.articles.sentences import passages_of
from bot.library.live import LiveCorpus
from bot.retrieval.text.analysis import analyse_passage

_MAX_BYTES = 1_048_576
_ROUNDS = 2
_WORD = re.compile(r"\w+")

_Job = Callable[[Path], Taken]


@dataclass(frozen=True, slots=True)
class Building:
    """What a folder of so many articles took, each time in a process of its own.

    `whole` is reading, splitting, analysing and indexing, in as many processes as it likes. `bare`
    is splitting the articles, once they are read, into sentences and stemming every word of these,
    and nothing else; `analysed` is splitting them and Verbatim's own analysis; both in one process.
    """

    articles: int
    whole: tuple[Taken, ...]
    bare: tuple[Taken, ...]
    analysed: tuple[Taken, ...]

    @property
    def by_clock(self) -> float:
        """How many times as long the whole takes as the bare, in the median of the rounds."""
        pairs = zip(self.whole, self.bare, strict=True)
        return median(whole.clock / bare.clock for whole, bare in pairs)

    @property
    def by_processor(self) -> float:
        """The same of the time of all processors."""
        pairs = zip(self.whole, self.bare, strict=True)
        return median(whole.processor / bare.processor for whole, bare in pairs)


def measure_building(articles: int) -> Building:
    """Measure twice in turn."""
    with TemporaryDirectory() as folder:
        seeds = Path(folder)
        write_seeds(CorpusMaker().articles(articles * SENTENCES), seeds)
        jobs: tuple[_Job, ...] = (_whole, _bare, _analysed)
        rounds = [[alone(partial(job, seeds)) for job in jobs] for _ in range(_ROUNDS)]
    whole, bare, analysed = zip(*rounds, strict=True)
    return Building(articles, whole, bare, analysed)


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

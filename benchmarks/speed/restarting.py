"""What a start takes that finds what an earlier one has kept, and a reload of one changed file."""

import asyncio
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.speed.alone import alone
from benchmarks.speed.corpus_maker import CorpusMaker, write_seeds
from benchmarks.speed.memory import Memory, memory_of
from benchmarks.speed.question_maker import make_questions
from benchmarks.speed.timing import Taken, timed_in_all
from bot.cli.loading import load_seeds
from bot.config import Config, load_config
from bot.live import LiveCorpus
from bot.retrieval.retriever import CorpusRetriever


@dataclass(frozen=True, slots=True)
class Restarting:
    """Seconds with so many passages, each start in a process of its own.

    `first` has nothing to go by, `second` what the first has kept; `question` is the first question
    after that, for which some is made. `reload` is with one file that has changed. `memory` is what
    the corpus of the second holds; None where the kind of retriever does not say.
    """

    passages: int
    first: Taken
    second: Taken
    question: Taken
    reload: Taken
    memory: Memory | None


def measure_restarting(passages: int) -> Restarting:
    """Write the archive as seed files, and start twice."""
    articles = list(CorpusMaker().articles(passages))
    question = make_questions(articles, 1)[0].typed
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_seeds(iter(articles), folder / "seeds")
        lines = f"seeds:\n  folder: {folder}/seeds\nlog:\n  path: {folder}/log/log.sqlite3\n"
        (folder / "config.yaml").write_text(lines, "utf-8")
        changed = folder / "seeds" / articles[0].name
        del articles
        first = alone(partial(_start, folder / "config.yaml"))
        return alone(
            partial(_start_again, folder / "config.yaml", passages, first, question, changed)
        )


def _start(path: Path) -> Taken:
    return timed_in_all(lambda: _load(load_config(path)))[1]


def _start_again(
    path: Path, passages: int, first: Taken, question: str, changed: Path
) -> Restarting:
    config = load_config(path)
    live, second = timed_in_all(lambda: _load(config))
    threshold = config.answers.threshold
    _, asked = timed_in_all(lambda: live.corpus.answer(question, top=3, threshold=threshold))
    corpus = live.corpus.corpus if isinstance(live.corpus, CorpusRetriever) else None
    memory = memory_of(corpus) if corpus else None
    text = changed.read_text("utf-8")
    changed.write_text(text.replace("\nRelated:", "It has changed.\n\nRelated:"), "utf-8")
    _, reload = timed_in_all(lambda: asyncio.run(live.reload()))
    return Restarting(passages, first, second, asked, reload, memory)


def _load(config: Config) -> LiveCorpus:
    return load_seeds(config, None, makes_folder=True)

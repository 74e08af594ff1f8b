"""What a start takes that finds what an earlier one has kept, and a reload of one changed file."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.speed.alone import alone
from benchmarks.speed.corpus_maker import SENTENCES, CorpusMaker, write_seeds
from benchmarks.speed.memory import Memory, memory_of
from benchmarks.speed.question_maker import make_questions
from benchmarks.speed.timing import Taken, timed_in_all
from bot.cli.loading import load_seeds
from bot.config import load_config
from bot.config.model import DEFAULT_THRESHOLD
from bot.library.live import LiveCorpus
from bot.retrieval.question import Question
from bot.retrieval.retriever import CorpusRetriever

_QUESTIONS = 5


@dataclass(frozen=True, slots=True)
class Restarting:
    """Seconds with so many passages, each start in a process of its own.

    `first` has nothing to go by, `second` what the first has kept; `question` is the first question
    after that, for which some is made. `reload` is with one file that has changed, `told` with one
    whose name the bot is told, as by the watch and by `/seeds add`. `built` is
    what the corpus of the first holds, `kept` that of the second, after a few questions.
    """

    passages: int
    first: Taken
    second: Taken
    question: Taken
    reload: Taken
    built: Memory
    kept: Memory
    told: Taken | None = None


def measure_restarting(passages: int) -> Restarting:
    """Write the archive as seed files, and start twice."""
    articles = list(CorpusMaker().articles(passages))
    questions = [one.typed for one in make_questions(articles, _QUESTIONS)]
    others = CorpusMaker(seed=2).articles(SENTENCES)
    questions += [one.typed for one in make_questions(list(others), _QUESTIONS)]
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_seeds(iter(articles), folder / "seeds")
        lines = f"seeds:\n  folder: {folder}/seeds\nlog:\n  path: {folder}/log/log.sqlite3\n"
        lines += "answers:\n  semantic: false\n"  # the same, whichever extras are installed
        (folder / "config.yaml").write_text(lines, "utf-8")
        changed = folder / "seeds" / articles[0].name
        del articles
        first = alone(partial(_start, folder / "config.yaml", questions))
        second = alone(partial(_start, folder / "config.yaml", questions, changed))
    return Restarting(
        passages,
        first=first.start,
        second=second.start,
        question=second.question,
        reload=second.reload,
        told=second.told,
        built=first.memory,
        kept=second.memory,
    )


@dataclass(frozen=True, slots=True)
class _Started:
    start: Taken
    question: Taken
    memory: Memory
    reload: Taken
    told: Taken


def _start(path: Path, questions: Sequence[str], changed: Path | None = None) -> _Started:
    """Start, ask, count, and where a file is to be `changed`, reload."""
    config = load_config(path)
    live, start = timed_in_all(lambda: load_seeds(config, None, makes_folder=True))
    _, first = timed_in_all(lambda: _ask(live, questions[:1]))
    _ask(live, questions)  # some is made only when it is asked for
    if not isinstance(live.corpus, CorpusRetriever):
        raise TypeError("what a retriever elsewhere holds cannot be counted")
    memory = memory_of(live.corpus)
    _change(changed)
    _, reload = timed_in_all(lambda: asyncio.run(live.reload()))
    _change(changed)
    names = [changed.relative_to(live.folder).as_posix()] if changed else None
    _, told = timed_in_all(lambda: asyncio.run(live.reload(names)))
    return _Started(start, first, memory, reload, told)


def _change(path: Path | None) -> None:
    if path is not None:
        text = path.read_text("utf-8")
        path.write_text(text.replace("\nRelated:", "It has changed.\n\nRelated:"), "utf-8")


def _ask(live: LiveCorpus, questions: Sequence[str]) -> None:
    for question in questions:
        live.corpus.answer(Question.parse(question), top=3, threshold=DEFAULT_THRESHOLD)

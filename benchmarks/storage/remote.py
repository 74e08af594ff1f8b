"""Measures the cost of `retrieval: remote` against the same articles in memory.

    python -m benchmarks.storage.remote --passages 100000 --questions 1000 --servers 3

Both answer every question in turn, so that the machine's other work falls on both. Times are
processor time of this process, without that of the servers.
"""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

from benchmarks.speed.alone import alone
from benchmarks.speed.corpus_maker import CorpusMaker, write_seeds
from benchmarks.speed.memory import count_held, megabytes
from benchmarks.speed.question_maker import make_questions
from bot.articles.library import read_folder
from bot.config import Config
from bot.config.model import DEFAULT_THRESHOLD
from bot.library.remote.live import open_version
from bot.library.remote.publishing import Publisher
from bot.library.remote.vectors import known_windows
from bot.querylog.model import Place
from bot.querylog.postgresql.address import Address
from bot.querylog.postgresql.remote_index import RemoteIndex
from bot.querylog.postgresql.remote_writing import RemoteWriter
from bot.retrieval.index.indexing import index_of
from bot.retrieval.question import Question
from bot.retrieval.retriever import CorpusRetriever, Retriever
from bot.retrieval.semantic.loading import open_models
from bot.retrieval.semantic.models import Models
from bot.service.answerer import Answerer, Request
from tests.library.remote.machines import Counting
from tests.postgresql import installed, serving

_MAX_BYTES = 1_048_576
_FEW = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """Figures over all questions: answers that differ, processor time, and statements."""

    different: int
    memory: float
    remote: float
    statements: list[int]

    def __str__(self) -> str:
        count = len(self.statements)
        counts = sorted(self.statements)
        return (
            f"{self.different} of {count} differ; {1_000 * self.memory / count:.2f} ms from memory,"
            f" {1_000 * self.remote / count:.2f} ms from servers:"
            f" {self.remote / self.memory:.2f} x; statements: median {median(counts)},"
            f" mean {sum(counts) / count:.2f}, 99 of 100 at most {counts[count * 99 // 100]},"
            f" most {counts[-1]}"
        )


def main() -> int:
    """Publish, ask, and print what that took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, default=20_000, help="of made text")
    parser.add_argument("--seeds", type=Path, help="a folder of articles instead")
    parser.add_argument("--questions", type=int, default=1_000, help="made from sentences")
    parser.add_argument("--asked", type=Path, help="a file of JSON lines with a question instead")
    parser.add_argument("--servers", type=int, default=3)
    parser.add_argument("--semantic", action="store_true", help="compare meanings, and read")
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = options.seeds or Path(stack.enter_context(TemporaryDirectory()))
        if options.seeds is None:
            write_seeds(CorpusMaker().articles(options.passages), folder)
        made = [serving(installed()["newest"]) for _ in range(options.servers)]
        urls = [stack.enter_context(one).url for one in made]
        given = (urls, options.semantic)
        _say(f"published: {alone(partial(_publish, folder, *given))}")
        _say(f"published again: {alone(partial(_publish, folder, *given))}")
        _say(f"memory: {alone(partial(_measure_memory, *given))}")
        _say(alone(partial(_ask_both, folder, *given, options.questions, options.asked)))
    return 0


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _models(semantic: bool) -> Models:
    return open_models(Config.model_validate({"answers": {"semantic": semantic}}))


def _publish(folder: Path, urls: Sequence[str], semantic: bool) -> str:
    servers = [Address(url) for url in urls]
    index, writer = RemoteIndex(servers), RemoteWriter(servers)
    data = range(len(urls))
    publisher = Publisher(index, writer, data, _MAX_BYTES, models=_models(semantic))
    started = process_time()
    published = publisher.publish(folder)
    return (
        f"{published.articles:,} articles, {published.passages:,} sentences,"
        f" {published.segments} segments written in {process_time() - started:.1f} s,"
        f" at most {megabytes('VmHWM'):.0f} MB"
    )


def _measure_memory(urls: Sequence[str], semantic: bool) -> str:
    """Count what a version holds that is opened, object by object, before and after questions."""
    models = _models(semantic)
    started = process_time()
    corpus = open_version(RemoteIndex(list(map(Address, urls))), _MAX_BYTES, models=models)
    taken = process_time() - started
    size = len(corpus.passages)
    apart: set[int] = set()
    count_held([models], apart)  # the models are the same in memory and here
    opened = count_held([corpus], apart).held
    _ask(corpus, _few(corpus))
    asked = count_held([corpus], apart).held
    arrays = 2 * 8 * size + 8 * len(corpus.index.paragraph_lengths)
    return (
        f"opened in {taken:.2f} s of processor time; {opened / size:.1f} bytes a sentence, and"
        f" {(asked - opened) / 1e6:.1f} MB of the last rows and articles after {_FEW} questions;"
        f" while one is answered, {arrays / size:.1f} bytes a sentence more"
    )


def _few(corpus: Retriever) -> list[Question]:
    articles = corpus.articles[:_FEW]
    return [Question.parse(one.typed) for one in make_questions(articles, _FEW)]


def _ask_both(
    folder: Path, urls: Sequence[str], semantic: bool, count: int, asked: Path | None
) -> str:
    articles, models = read_folder(folder).articles, _models(semantic)
    index = Counting([Address(url) for url in urls])
    # The model has read them: the servers have the vectors.
    known = known_windows(index, models.embedder.model, articles) if models.embedder else {}
    memory = CorpusRetriever.of_index(articles, index_of(articles), models, known)
    memory.warm_up()
    remote = open_version(index, _MAX_BYTES, models=models)
    if asked is None:
        typed = [one.typed for one in make_questions(articles, count)]
        others = [one.typed for one in make_questions(articles, count, seed=2)]
    else:
        lines = asked.read_text("utf-8").splitlines()
        typed = [str(json.loads(line)["question"]) for line in lines]
        half = len(typed) // 2
        typed, others = typed[:half], typed[half:]
    # Other questions, since the rows of the first ones are cached by then.
    questions = [Question.parse(text) for text in typed]
    requests = [Request(text, 3, Place("terminal")) for text in others]
    answerer = Answerer(DEFAULT_THRESHOLD)
    _ask(memory, questions[:_FEW])
    searches = _compare(
        memory, remote, index, [partial(_answer, question=one) for one in questions]
    )
    messages = _compare(
        memory,
        remote,
        index,
        [partial(_whole, answerer=answerer, request=one) for one in requests],
    )
    return f"a search: {searches}\na whole message: {messages}"


def _compare(
    memory: Retriever,
    remote: Retriever,
    index: Counting,
    calls: Sequence[Callable[[Retriever], object]],
) -> Asked:
    different, times, statements = 0, {0: 0.0, 1: 0.0}, []
    for number, call in enumerate(calls):
        before = index.statements
        found: dict[int, object] = {}
        # The second to answer finds results of the first in caches.
        for which in (number % 2, 1 - number % 2):
            started = process_time()
            found[which] = call((memory, remote)[which])
            times[which] += process_time() - started
        different += found[0] != found[1]
        statements.append(index.statements - before)
    return Asked(different, times[0], times[1], statements)


def _answer(corpus: Retriever, question: Question) -> object:
    return corpus.answer(question, top=3, threshold=DEFAULT_THRESHOLD)


def _whole(corpus: Retriever, answerer: Answerer, request: Request) -> object:
    answered = answerer.answer(corpus, request)
    return answered.answer, answered.stories


def _ask(corpus: Retriever, questions: Sequence[Question]) -> None:
    for question in questions:
        _answer(corpus, question)


if __name__ == "__main__":
    sys.exit(main())

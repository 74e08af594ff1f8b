"""What is answered from servers is what is answered from memory."""

import asyncio
import random
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest

from benchmarks.speed.corpus_maker import CorpusMaker, write_seeds
from benchmarks.speed.question_maker import make_questions
from bot.articles.library import read_folder
from bot.articles.model import Article
from bot.querylog.model import Place
from bot.retrieval.question import Question
from bot.retrieval.retriever import CorpusRetriever, Retriever
from bot.service.answerer import Answerer, Request
from tests.library.remote.machines import Machine
from tests.postgresql import installed, serving

ARTICLES, CHANGES, ASKED = 30, 3, 25
TERMINAL = Place("terminal")
TALK = (
    "What is this about?",
    "What's new?",
    "Hello!",
    "And when?",
    "What did the mayor say?",
    "東京タワーはどこ？",
    "Summarise the ferry",
)


@pytest.fixture(scope="module")
def three() -> Iterator[list[str]]:
    """Three servers."""
    with ExitStack() as stack:
        started = [stack.enter_context(serving(installed()["newest"])) for _ in range(3)]
        yield [server.url for server in started]


def misspelt(text: str) -> str:
    """The second of the last two letters of each long word is left out."""
    words = (word[:-2] + word[-1] if len(word) > 6 else word for word in text.split())
    return " ".join(words)


def ask(corpus: Retriever, messages: Sequence[str]) -> list[object]:
    answerer = Answerer(0.3)
    given = [answerer.answer(corpus, Request(text, 3, TERMINAL)) for text in messages]
    return [(one.answer, one.stories) for one in given]


def test_three_servers_answer_as_one_memory_whatever_was_published_before(
    tmp_path: Path, three: list[str]
) -> None:
    made = list(CorpusMaker().articles(30 * ARTICLES))
    spare = made[20:]
    write_seeds(iter(made[:20]), tmp_path / "seeds")
    machine = Machine(tmp_path / "seeds", three[:1] + three, largest=12_000)
    machine.publisher.publish(machine.seeds)
    live = machine.open()
    draw = random.Random(1)  # noqa: S311 - the same changes each time
    typed = [one.typed for one in make_questions(made, ASKED)]
    messages = [*typed, *map(misspelt, typed), *TALK]
    for _ in range(CHANGES):
        change(machine.seeds, spare, draw)
        machine.publisher.publish(machine.seeds)
        asyncio.run(live.reload())
        corpus = CorpusRetriever.build(read_folder(machine.seeds).articles)
        assert live.corpus.version == corpus.version
        assert ask(live.corpus, messages) == ask(corpus, messages)
        assert list(live.corpus.articles) == list(corpus.articles)
        assert list(live.corpus.passages) == list(corpus.passages)
        assert live.corpus.speakers == corpus.speakers
        assert live.corpus.catalogue.newest == corpus.catalogue.newest


def test_a_search_takes_three_statements_at_most(tmp_path: Path, three: list[str]) -> None:
    made = list(CorpusMaker().articles(30 * ARTICLES))
    write_seeds(iter(made), tmp_path / "seeds")
    agency = "The Korean Central News Agency"
    (tmp_path / "seeds/agency.txt").write_text(f"{agency} said the ferry had sunk.\n", "utf-8")
    machine = Machine(tmp_path / "seeds", three, largest=12_000)
    machine.publisher.publish(machine.seeds)
    typed = [one.typed for one in make_questions(made, ASKED)]
    with_initials = f"What did {agency} say about the ferry?"
    for text in (*typed, *map(misspelt, typed), with_initials):
        corpus = machine.open().corpus  # with empty caches
        before = machine.index.statements
        corpus.answer(Question.parse(text), top=3, threshold=0.3)
        assert machine.index.statements - before <= 3


def test_a_heading_that_is_asked_is_answered_as_it_is_in_memory(
    tmp_path: Path, three: list[str]
) -> None:
    asked = "What is Jupyter? Why would I want it?"
    write_seeds(CorpusMaker().articles(ARTICLES), tmp_path / "seeds")
    page = tmp_path / "seeds" / "page.md"
    page.write_text(f"# Page\n\n## {asked}\n\nA notebook in the browser.\n\n## More\n\nSee.\n")
    machine = Machine(tmp_path / "seeds", three, largest=12_000)
    machine.publisher.publish(machine.seeds)
    corpus = CorpusRetriever.build(read_folder(machine.seeds).articles)
    answers = ask(machine.open().corpus, [asked])
    assert answers == ask(corpus, [asked])
    assert "A notebook in the browser." in repr(answers)


def change(folder: Path, spare: list[Article], draw: random.Random) -> None:
    """Add an article, change one and remove one."""
    write_seeds(iter([spare.pop()]), folder)
    files = sorted(path for path in folder.rglob("*.*") if path.is_file())
    changed, removed = draw.sample(files, 2)
    changed.write_text(changed.read_text("utf-8") + "\nThe mayor said no.\n", "utf-8")
    removed.unlink()

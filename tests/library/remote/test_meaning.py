"""Passages on servers are found by their meaning, too, and read."""

import asyncio
import random
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path

import numpy as np
import pytest

from benchmarks.speed.corpus_maker import CorpusMaker, write_seeds
from benchmarks.speed.question_maker import make_questions
from bot.articles.library import read_folder
from bot.articles.model import Passage
from bot.library.remote.coarse import Coarse
from bot.library.remote.corpus import RemoteCorpus
from bot.library.remote.errors import ArticlesUnavailable
from bot.retrieval.model import Stage
from bot.retrieval.question import Question
from bot.retrieval.retriever import CorpusRetriever
from bot.retrieval.semantic.meaning import ELSEWHERE, Rows, quantised
from bot.retrieval.semantic.models import Models
from tests.library.remote import machines
from tests.library.remote.conftest import SEEDS
from tests.library.remote.machines import Machine
from tests.library.remote.test_answers import TALK, ask, change, misspelt
from tests.postgresql import installed, serving
from tests.querylog.databases import PostgresqlDatabase
from tests.retrieval.deciding.test_judging import ByWords, LikesWord

ANSWERS = "When did the mill burn down?"


class Stems(ByWords):
    """Keeps what it read; what is in its language has no 'zzz'."""

    def __init__(self) -> None:
        super().__init__()
        self.read: list[str] = []

    def embed_passages(
        self, passages: Sequence[Passage], known: Mapping[bytes, Rows]
    ) -> Iterator[tuple[int, bytes, Rows]]:
        for first, passage in enumerate(passages):
            key = blake2b(passage.text.encode(), digest_size=16).digest()
            if "zzz" in passage.text:
                continue
            if key not in known:
                self.read.append(passage.text)
            vector = self.embed_question(passage.text).reshape(1, -1)
            yield first, key, known[key] if key in known else quantised(vector)


class Marking(Stems):
    """Marks what it reads in German as the model for other languages does."""

    def embed_passages(
        self, passages: Sequence[Passage], known: Mapping[bytes, Rows]
    ) -> Iterator[tuple[int, bytes, Rows]]:
        for first, key, rows in super().embed_passages(passages, known):
            if passages[first].text.startswith("Die "):
                rows[:, 0] = ELSEWHERE
            yield first, key, rows


@pytest.fixture
def stems() -> Stems:
    return Stems()


@pytest.fixture
def models(stems: Stems) -> Models:
    return Models(stems, LikesWord("ferry"))


@pytest.fixture
def machine(tmp_path: Path, database: PostgresqlDatabase, models: Models) -> Machine:
    """A machine with three articles, and models."""
    machines.write_seeds(tmp_path / "seeds", SEEDS)
    return Machine(tmp_path / "seeds", [database.url], models=models)


@pytest.fixture(scope="module")
def two() -> Iterator[list[str]]:
    with serving(installed()["newest"]) as one, serving(installed()["newest"]) as other:
        yield [one.url, other.url]


def test_servers_answer_as_memory_does_whatever_was_published_before(
    tmp_path: Path, two: list[str], models: Models
) -> None:
    made = list(CorpusMaker().articles(240))
    write_seeds(iter(made[:-1]), tmp_path / "seeds")
    (tmp_path / "seeds/other.txt").write_text("Das zzz ist zzz.\n\nUnd zzz.\n")
    machine = Machine(tmp_path / "seeds", two[:1] + two, 12_000, models)
    machine.publisher.publish(machine.seeds)
    live = machine.open()
    typed = [one.typed for one in make_questions(made, 9)]
    messages = [*typed, *map(misspelt, typed), *TALK, "Was ist zzz?"]
    change(machine.seeds, made[-1:], random.Random(1))  # noqa: S311 - always the same
    machine.publisher.publish(machine.seeds)
    asyncio.run(live.reload())
    corpus = CorpusRetriever.build(read_folder(machine.seeds).articles, models)
    answers = ask(live.corpus, messages)
    assert answers == ask(corpus, messages)
    assert repr(Stage.READER) in repr(answers)


def test_a_search_takes_three_statements_at_most(
    tmp_path: Path, two: list[str], models: Models
) -> None:
    made = list(CorpusMaker().articles(400))
    write_seeds(iter(made), tmp_path / "seeds")
    machine = Machine(tmp_path / "seeds", two, 12_000, models)
    machine.publisher.publish(machine.seeds)
    typed = [one.typed for one in make_questions(made, 9)]
    for text in (*typed, *map(misspelt, typed)):
        corpus = machine.open().corpus  # with empty caches
        before = machine.index.statements
        corpus.answer(Question.parse(text), top=3, threshold=0.3)
        assert machine.index.statements - before <= 3


def test_only_sentences_that_are_new_are_read_by_the_model(machine: Machine, stems: Stems) -> None:
    machine.publisher.publish(machine.seeds)
    assert len(stems.read) == len(set(stems.read)) == len(machine.open().corpus.passages)
    stems.read.clear()
    with (machine.seeds / "mill.txt").open("a") as file:
        file.write("\nIt is a museum now.\n")
    machine.publisher.publish(machine.seeds)
    assert stems.read == ["It is a museum now."]
    machine.publisher.publish(machine.seeds, anew=True)
    assert stems.read == ["It is a museum now."]


def test_what_was_published_by_words_is_found_by_words_until_it_is_published_with_vectors(
    machine: Machine, models: Models, caplog: pytest.LogCaptureFixture
) -> None:
    words = Machine(machine.seeds, [one.url for one in machine.index.servers])
    words.publisher.publish(words.seeds)
    by_words = ask(words.open().corpus, [ANSWERS])
    assert ask(machine.open().corpus, [ANSWERS]) == by_words
    assert "no vectors were published" in caplog.text
    assert machine.publisher.publish(machine.seeds).segments
    corpus = CorpusRetriever.build(read_folder(machine.seeds).articles, models)
    assert ask(machine.open().corpus, [ANSWERS]) == ask(corpus, [ANSWERS]) != by_words
    assert ask(words.open().corpus, [ANSWERS]) == by_words


def test_vectors_that_are_damaged_are_not_taken_for_another_meaning(
    machine: Machine, database: PostgresqlDatabase
) -> None:
    machine.publisher.publish(machine.seeds)
    corpus = machine.open().corpus
    database.query("UPDATE remote_articles SET vectors = substring(vectors FROM 1 FOR 9)")
    with pytest.raises(ArticlesUnavailable):
        ask(corpus, [ANSWERS])


@pytest.mark.parametrize(("size", "width"), [(1, 384), (250, 64), (1_500, 200)])
def test_the_nearest_is_among_those_that_are_compared_and_nothing_unread(
    size: int, width: int
) -> None:
    draw = np.random.default_rng(1)
    vectors = draw.standard_normal((size, width)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    rows = quantised(vectors)
    rows[1::5] = 0  # not read
    likely, _ = Coarse.of("model", rows).likely(vectors[-1], 300, elsewhere=False)
    assert rows[likely].any(axis=1).all()
    assert len(likely) == min(300, np.count_nonzero(rows.any(axis=1)))
    assert size - 1 in likely


def test_passages_of_one_model_do_not_take_the_places_of_those_of_the_other() -> None:
    draw = np.random.default_rng(1)
    vectors = draw.standard_normal((1_000, 64)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    rows = quantised(vectors)
    rows[::100, 0] = ELSEWHERE
    coarse = Coarse.of("model", rows)
    elsewhere, _ = coarse.likely(vectors[1], 300, elsewhere=True)
    assert sorted(elsewhere.tolist()) == list(range(0, 1_000, 100))
    english, _ = coarse.likely(vectors[0], 300, elsewhere=False)
    assert len(english) == 300
    assert not (rows[english, 0] == ELSEWHERE).any()


def test_the_language_of_a_passage_is_known_without_a_statement(
    tmp_path: Path, database: PostgresqlDatabase
) -> None:
    seeds = tmp_path / "seeds"
    texts = {"a.txt": "The mill burnt.", "b.txt": "Die Mühle brannte.", "c.txt": "Das zzz."}
    machines.write_seeds(seeds, texts)
    machine = Machine(seeds, [database.url], models=Models(Marking(), None))
    machine.publisher.publish(seeds)
    corpus = machine.open().corpus
    assert isinstance(corpus, RemoteCorpus)
    assert corpus.meaning
    before = machine.index.statements
    assert list(map(corpus.meaning.is_elsewhere, range(3))) == [False, True, None]
    assert machine.index.statements == before


def test_articles_near_in_another_language_than_the_question_come_in_one_statement(
    tmp_path: Path, database: PostgresqlDatabase
) -> None:
    seeds = tmp_path / "seeds"
    texts = {f"{number}.txt": f"Die Mühle {number} brannte." for number in range(9)}
    machines.write_seeds(seeds, texts)
    machine = Machine(seeds, [database.url], models=Models(Marking(), None))
    machine.publisher.publish(seeds)
    corpus = machine.open().corpus
    before = machine.index.statements
    answer = corpus.answer(Question.parse("brannte 3 when"), top=3, threshold=0.3)
    assert answer.quotes
    assert machine.index.statements - before <= 5

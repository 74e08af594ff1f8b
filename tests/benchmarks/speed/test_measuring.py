"""How it is measured."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from benchmarks.speed.corpus_maker import CorpusMaker
from benchmarks.speed.memory import count_held, memory_of
from benchmarks.speed.remote import Answerer, Asked, RemoteError, running
from benchmarks.speed.sampling import shares_of
from benchmarks.speed.turns import take_turns
from bot.retrieval.corpus import Corpus
from bot.retrieval.text.analysis import words_of

QUESTIONS = tuple(Asked("?", (str(number),)) for number in range(25))


@contextmanager
def two_systems() -> Iterator[Mapping[str, Answerer]]:
    def first(asked: Asked) -> int:
        return int(asked.terms[0])

    def other(asked: Asked) -> int:
        return first(asked) if first(asked) < 20 else -1

    yield {"first": first, "other": other}


def cannot_be_made() -> Iterator[Mapping[str, Answerer]]:
    raise ValueError("no such index")


def test_systems_in_another_process_answer_every_question_in_turn() -> None:
    with running(two_systems) as remote:
        first, other = take_turns([remote], "a kind", 100, QUESTIONS)
    assert (first.system, other.system) == ("first", "other")
    assert first.processor.count == other.processor.count == len(QUESTIONS)
    assert (first.agrees, other.agrees) == (1.0, 20 / 25)


@pytest.mark.filterwarnings("ignore")
def test_a_system_that_cannot_be_made_is_an_error_here() -> None:
    with pytest.raises(RemoteError, match="no such index"), running(cannot_be_made):  # type: ignore[arg-type]
        pass


def test_an_array_is_counted_once_however_many_views_there_are() -> None:
    array = np.zeros(100_000)
    held = count_held([array, array[1:], array[::2]], set())
    assert held.held == pytest.approx(array.nbytes, rel=0.01)


def test_of_a_mapped_file_what_is_looked_at_is_counted_as_mapped(tmp_path: Path) -> None:
    path = tmp_path / "array"
    np.zeros(50_000).tofile(path)
    array = np.memmap(path, dtype=np.float64, mode="r")[:10_000]
    held = count_held([array], set())
    assert (held.mapped, held.held) == (80_000, 0)


def test_what_was_counted_before_is_not_counted_again() -> None:
    text = "a" * 10_000
    seen: set[int] = set()
    assert count_held([text], seen).characters > 10_000
    assert count_held([(text,)], seen).held < 100


def test_articles_are_no_part_of_the_index() -> None:
    corpus = Corpus.build(list(CorpusMaker().articles(300)))
    memory = memory_of(corpus)
    assert memory.passages == 300
    texts = sum(len(text) for article in corpus.articles for text in article.paragraphs)
    assert texts < memory.articles < 2 * texts


def test_a_look_at_the_stack_finds_the_function_that_takes_the_time() -> None:
    text = " ".join(f"word{number}" for number in range(20_000))
    shares = shares_of(lambda: [list(words_of(text)) for _ in range(5)])
    assert shares[0].function == "bot.retrieval.text.analysis.words_of"
    assert shares[0].share > 0.5

"""A first start answers by words at once, and reads for meaning in the background."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import CancelledError
from pathlib import Path
from threading import Event

import pytest

from bot.articles.model import Passage
from bot.library.building import CorpusBuilder
from bot.library.cache.corpus_cache import CorpusCache
from bot.library.cache.segment_folder import SegmentFolder
from bot.library.live import LiveCorpus
from bot.retrieval.question import Question
from bot.retrieval.retriever import CorpusRetriever
from bot.retrieval.semantic.meaning import Rows
from bot.retrieval.semantic.models import Models
from tests.retrieval.deciding.test_judging import ByWords

LIMIT = 1_048_576


class Waiting(ByWords):
    """Reads passages only once it may, and counts those it was not spared."""

    def __init__(self) -> None:
        super().__init__()
        self.may_read, self.has_begun, self.is_stopping = Event(), Event(), Event()
        self.read: list[str] = []

    def embed_passages(
        self, passages: Sequence[Passage], known: Mapping[bytes, Rows]
    ) -> Iterator[tuple[int, bytes, Rows]]:
        self.has_begun.set()
        self.may_read.wait(30)
        for first, passage in enumerate(passages):
            if self.is_stopping.is_set() and first == 500:
                raise CancelledError
            key = hash(passage.text).to_bytes(16, "big", signed=True)
            if key not in known:
                self.read.append(passage.text)
            yield first, key, known[key] if key in known else self._row(passage)

    def _row(self, passage: Passage) -> Rows:
        return next(super().embed_passages([passage], {}))[2]


@pytest.fixture
def embedder() -> Waiting:
    return Waiting()


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    towns = "\n\n".join(f"Town {number} has a bridge." for number in range(1_200))
    (folder / "towns.txt").write_text(towns)
    return folder


def load(seeds: Path, embedder: Waiting) -> LiveCorpus:
    cache = CorpusCache(SegmentFolder(seeds.parent / "index"), LIMIT, embedder.model)
    builder = CorpusBuilder(Models(embedder), cache)
    return LiveCorpus.load(seeds, LIMIT, builder, postpones=True)


def has_meaning(live: LiveCorpus) -> bool:
    assert isinstance(live.corpus, CorpusRetriever)
    return live.corpus.meaning is not None


async def test_many_sentences_are_found_by_words_until_they_are_read(
    seeds: Path, embedder: Waiting
) -> None:
    live = load(seeds, embedder)
    assert [live.is_reading, has_meaning(live)] == [True, False]
    answer = live.corpus.answer(Question.parse("Which town 77 bridge?"), top=1, threshold=0.1)
    assert answer.quotes[0].passage.text == "Town 77 has a bridge."
    embedder.may_read.set()
    await live.add_meaning()
    assert [live.is_reading, has_meaning(live)] == [False, True]


async def test_few_sentences_are_read_at_the_start(seeds: Path, embedder: Waiting) -> None:
    (seeds / "towns.txt").write_text("A town has a bridge.")
    embedder.may_read.set()
    live = load(seeds, embedder)
    assert has_meaning(live)
    await live.add_meaning()
    assert not live.is_reading


async def test_what_a_reload_brings_meanwhile_is_read_too_and_nothing_twice(
    seeds: Path, embedder: Waiting
) -> None:
    live = load(seeds, embedder)
    adding = asyncio.create_task(live.add_meaning())
    await asyncio.to_thread(embedder.has_begun.wait, 30)
    (seeds / "ferry.txt").write_text("The ferry sank.")
    assert (await live.reload()).changes.added == ("ferry.txt",)
    assert not has_meaning(live)
    embedder.may_read.set()
    await adding
    assert has_meaning(live)
    assert sorted(embedder.read) == sorted(one.text for one in live.corpus.passages)
    (seeds / "ferry.txt").write_text("The ferry is safe.")
    await live.reload()
    assert has_meaning(live)


async def test_the_next_start_has_the_meaning_at_once(seeds: Path, embedder: Waiting) -> None:
    embedder.may_read.set()
    await load(seeds, embedder).add_meaning()
    again = Waiting()
    live = load(seeds, again)
    assert has_meaning(live)
    assert again.read == []


async def test_what_was_read_before_a_stop_is_kept(seeds: Path, embedder: Waiting) -> None:
    live = load(seeds, embedder)
    embedder.may_read.set()
    embedder.is_stopping.set()
    with pytest.raises(CancelledError):
        await live.add_meaning()
    again = Waiting()
    again.may_read.set()
    await load(seeds, again).add_meaning()
    assert len(again.read) == 1_200 - 500

"""What a start takes over from the last one, and what it does not."""

import asyncio
import logging
import os
import shutil
import stat
import time
from dataclasses import replace
from pathlib import Path
from weakref import WeakKeyDictionary

import pytest

from bot.library.building import CorpusBuilder
from bot.library.cache.corpus_cache import CorpusCache
from bot.library.cache.index import pack_index, unpack_index
from bot.library.cache.segment_folder import SegmentFolder
from bot.library.live import LiveCorpus
from bot.retrieval.index.segments import columns_of
from bot.retrieval.question import Question
from bot.retrieval.retriever import CorpusRetriever
from tests.retrieval.conftest import SEEDS, WRITTEN, article_of

LIMIT = 1_048_576
LONG_AGO = time.time_ns() - 10**12
QUESTIONS = (
    "Where was the mutual defence treaty signed?",
    "When will the Tarnwick ferry sail again?",
    "Who leads the ports authority?",
    "Did Shoygu visit Pyonyang?",
    "Who won the football world cup?",
)


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    for source in (*SEEDS.glob("*.txt"), *WRITTEN.glob("*.txt")):
        write(folder / source.name, source.read_text("utf-8"))
    return folder


@pytest.fixture
def cache(tmp_path: Path) -> CorpusCache:
    return CorpusCache(SegmentFolder(tmp_path / "index", kept_seconds=0), LIMIT, fewest=1)


def write(path: Path, text: str) -> None:
    """Write a file, and wait until the time of its change is past, as a file's mostly is."""
    path.write_text(text, "utf-8")
    os.utime(path, ns=(LONG_AGO, LONG_AGO))


def files(cache: CorpusCache) -> list[Path]:
    """Give what is kept: the manifest, and two parts of each segment."""
    return sorted(Path(str(cache.segments)).glob("*"))


def settle() -> None:
    """Wait until no time of change is so late that it could come again."""
    time.sleep(2.1)


def load(seeds: Path, cache: CorpusCache) -> LiveCorpus:
    return LiveCorpus.load(seeds, cache.max_bytes, CorpusBuilder(cache=cache))


def answers(live: LiveCorpus) -> list[object]:
    return [live.corpus.answer(Question.parse(each), top=5, threshold=0.5) for each in QUESTIONS]


def test_a_start_from_what_was_kept_answers_the_same(seeds: Path, cache: CorpusCache) -> None:
    settle()
    first = load(seeds, cache)
    assert files(cache)
    second = load(seeds, cache)
    assert second.library == first.library
    assert second.corpus.version == first.corpus.version
    assert second.corpus.passages[:] == first.corpus.passages[:]
    assert answers(second) == answers(first)


def test_columns_that_were_kept_are_not_copied(seeds: Path, cache: CorpusCache) -> None:
    settle()
    load(seeds, cache)
    corpus = load(seeds, cache).corpus
    assert isinstance(corpus, CorpusRetriever)
    (part,) = corpus.index.parts
    assert not part.segment.columns.terms.documents.flags.owndata


@pytest.mark.parametrize("is_kept", [False, True])
def test_a_word_that_is_spelt_like_a_term_is_in_memory_once(*, is_kept: bool) -> None:
    columns = columns_of([article_of("The ferry sank.")]).searchable()
    if is_kept:
        columns = unpack_index(pack_index(columns))
    terms, words = columns.terms.terms, columns.words.spelt
    assert terms[terms.index("sank")] is words[words.index("sank")]


def test_a_file_that_has_changed_is_read_again(seeds: Path, cache: CorpusCache) -> None:
    settle()
    load(seeds, cache)
    changed = seeds / "tarnwick-ferry.txt"
    write(changed, "The zebra crossed the quay at noon.\n")
    live = load(seeds, cache)
    answer = live.corpus.answer(
        Question.parse("When did the zebra cross the quay?"), top=1, threshold=0
    )
    assert answer.quotes[0].passage.text == "The zebra crossed the quay at noon."
    assert not any("Gannet" in passage.text for passage in live.corpus.passages)


def test_a_file_changed_to_the_same_size_and_time_is_read_again(
    seeds: Path, cache: CorpusCache
) -> None:
    path = seeds / "short.txt"
    write(path, "The ferry sank.\n")
    settle()
    load(seeds, cache)
    write(path, "The zebra sang.\n")
    texts = [passage.text for passage in load(seeds, cache).corpus.passages]
    assert "The zebra sang." in texts
    assert "The ferry sank." not in texts


def test_a_file_read_right_after_it_was_written_is_read_again(
    seeds: Path, cache: CorpusCache
) -> None:
    path = seeds / "short.txt"
    path.write_text("The ferry sank.\n")
    library = load(seeds, cache).library
    assert library.seen["short.txt"].signature is None


def test_files_that_came_or_went_are_told_apart(seeds: Path, cache: CorpusCache) -> None:
    settle()
    load(seeds, cache)
    (seeds / "tarnwick-ferry.txt").rename(seeds / "ferry.txt")
    live = load(seeds, cache)
    assert [article.name for article in live.corpus.articles] == sorted(
        path.name for path in seeds.iterdir()
    )
    fresh = LiveCorpus.load(seeds, LIMIT)
    assert answers(live) == answers(fresh)


async def test_a_reload_is_kept_for_the_next_start(seeds: Path, cache: CorpusCache) -> None:
    live = await asyncio.to_thread(load, seeds, cache)
    write(seeds / "new.txt", "The zebra sang.\n")
    await live.reload()
    kept = cache.load()
    assert kept is not None
    assert "new.txt" in kept.library.seen


def test_another_limit_of_bytes_makes_it_anew(seeds: Path, cache: CorpusCache) -> None:
    load(seeds, cache)
    assert replace(cache, max_bytes=100).load() is None
    assert cache.load() is not None


@pytest.mark.parametrize("what", ["manifest", "articles", "index"])
def test_what_is_damaged_is_made_anew(
    seeds: Path, cache: CorpusCache, caplog: pytest.LogCaptureFixture, what: str
) -> None:
    first = load(seeds, cache)
    manifest = cache.segments.manifest()
    assert manifest is not None
    name = what if what == "manifest" else getattr(manifest.segments[0], what)
    path = Path(str(cache.segments)) / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with caplog.at_level(logging.INFO):
        again = load(seeds, cache)
    assert "is damaged" in caplog.text
    assert answers(again) == answers(first)
    assert cache.load() is not None


async def test_of_several_segments_only_the_damaged_one_is_made_anew(
    seeds: Path, cache: CorpusCache
) -> None:
    settle()
    live = await asyncio.to_thread(load, seeds, cache)
    write(seeds / "new.txt", "The zebra sang.\n")
    await asyncio.to_thread(settle)
    await live.reload()
    manifest = cache.segments.manifest()
    assert manifest is not None
    assert [one.size for one in manifest.segments] == [len(live.corpus.articles) - 1, 1]
    (Path(str(cache.segments)) / manifest.segments[0].index).unlink()
    kept = cache.load()
    assert kept is not None
    assert [article.name for article in kept.library.articles] == ["new.txt"]
    again = await asyncio.to_thread(load, seeds, cache)
    assert answers(again) == answers(live)


def test_few_passages_are_not_kept_and_an_earlier_file_goes(
    seeds: Path, cache: CorpusCache
) -> None:
    load(seeds, cache)
    assert files(cache)
    write(seeds / "new.txt", "The zebra sang.\n")
    few = replace(cache, fewest=10_000)
    load(seeds, few)
    assert not files(cache)
    load(seeds, few)
    assert not files(cache)


def test_what_cannot_be_written_is_one_warning(
    seeds: Path, cache: CorpusCache, caplog: pytest.LogCaptureFixture
) -> None:
    Path(str(cache.segments)).write_text("in the way")
    live = load(seeds, cache)
    assert len(live.corpus.articles) == len(list(seeds.iterdir()))
    assert caplog.messages == [f"{cache.segments} cannot be written: File exists"]


def test_without_its_folder_nothing_is_kept_unless_it_may_be_made(
    seeds: Path, tmp_path: Path
) -> None:
    folder = SegmentFolder(tmp_path / "data" / "index")
    cache = CorpusCache(folder, LIMIT, fewest=1)
    load(seeds, cache)
    assert not folder.path.parent.exists()
    load(seeds, replace(cache, segments=replace(folder, makes_parents=True)))
    assert files(cache)
    assert stat.S_IMODE(folder.path.parent.stat().st_mode) == 0o700  # the query log's, too


async def test_a_reload_writes_one_segment_and_keeps_the_others(
    seeds: Path, cache: CorpusCache
) -> None:
    live = await asyncio.to_thread(load, seeds, cache)
    before = set(files(cache))
    write(seeds / "tarnwick-ferry.txt", "The zebra crossed the quay at noon.\n")
    await live.reload()
    assert len(set(files(cache)) - before) == 2  # its articles and its index
    assert before < set(files(cache))
    again = await asyncio.to_thread(load, seeds, cache)
    assert answers(again) == answers(live) == answers(LiveCorpus.load(seeds, LIMIT))


async def test_segments_that_went_are_deleted(seeds: Path, cache: CorpusCache) -> None:
    live = await asyncio.to_thread(load, seeds, cache)
    for round in range(20):
        write(seeds / "new.txt", f"The zebra sang {round} times.\n")
        await live.reload()
    manifest = cache.segments.manifest()
    assert manifest is not None
    assert {path.name for path in files(cache)} == {*manifest.digests, "manifest"}
    assert len(manifest.segments) == 2


async def test_what_another_process_has_pruned_is_kept_again(
    seeds: Path, cache: CorpusCache
) -> None:
    live = await asyncio.to_thread(load, seeds, cache)
    cache.segments.prune({"of another version"})
    write(seeds / "new.txt", "The zebra sang.\n")
    await live.reload()
    kept = await asyncio.to_thread(cache.load)
    assert kept is not None
    assert len(kept.library.seen) == len(live.corpus.articles)


def test_no_process_deletes_what_another_is_about_to_publish(
    seeds: Path, cache: CorpusCache, tmp_path: Path
) -> None:
    load(seeds, cache)
    before = set(files(cache))
    other = replace(cache, segments=SegmentFolder(tmp_path / "index"), _names=WeakKeyDictionary())
    shutil.rmtree(seeds)
    seeds.mkdir()
    write(seeds / "new.txt", "The zebra sang.\n")
    load(seeds, other)
    assert before < set(files(cache))


async def test_a_process_that_ends_before_the_manifest_is_written_leaves_the_last_version(
    seeds: Path, cache: CorpusCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise SystemExit

    settle()
    live = await asyncio.to_thread(load, seeds, cache)
    expected = answers(live)
    monkeypatch.setattr(SegmentFolder, "publish", killed)
    write(seeds / "new.txt", "The zebra sang.\n")
    with pytest.raises(SystemExit):
        await asyncio.to_thread(load, seeds, cache)
    kept = cache.load()
    assert kept is not None
    assert "new.txt" not in kept.library.seen
    (seeds / "new.txt").unlink()
    assert answers(await asyncio.to_thread(load, seeds, cache)) == expected

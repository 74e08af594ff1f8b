"""A cache that somebody writes to, or forges: nothing invented is quoted, and the bot goes on."""

import os
from dataclasses import replace
from pathlib import Path
from random import Random
from types import MappingProxyType

import numpy as np
import pytest

from bot.articles import files
from bot.articles.library import Library, Seen
from bot.articles.reader import ReadArticle
from bot.library.building import CorpusBuilder
from bot.library.cache.columns import Column, pack_columns
from bot.library.cache.corpus_cache import CorpusCache
from bot.library.cache.manifest import digest_of
from bot.library.cache.segment_folder import SegmentFolder
from bot.library.live import LiveCorpus
from bot.monitoring.self_question import answers_itself
from bot.querylog.model import Place
from bot.retrieval.corpus import Corpus
from bot.retrieval.model import Answer
from bot.retrieval.question import Question
from bot.service.answerer import Answerer, Request

LIMIT = 1_048_576
TRUE = "The new bridge over the river opened on Monday, the mayor said.\n"
INVENTED = "The new bridge over the river collapsed on Sunday, the mayor said."


@pytest.fixture
def seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(files, "_SETTLED", 0)  # a file is known again at once
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "bridge.txt").write_text(TRUE)
    (folder / "ferry.txt").write_text("The ferry across the lake sank in a storm in March.\n")
    return folder


@pytest.fixture
def cache(tmp_path: Path) -> CorpusCache:
    return CorpusCache(SegmentFolder(tmp_path / "index"), LIMIT, fewest=1)


def start(seeds: Path, cache: CorpusCache) -> LiveCorpus:
    return LiveCorpus.load(seeds, LIMIT, CorpusBuilder(cache=cache))


def ask(live: LiveCorpus, question: str) -> Answer:
    return live.corpus.answer(Question.parse(question), top=3, threshold=0.1)


def damage_in_place(folder: Path, damage: str) -> None:
    """Cut each file of a folder, or fill it with zeros, as it stands."""
    for path in folder.iterdir():
        with path.open("r+b") as file:
            if damage == "cut":
                file.truncate(0)
            else:
                file.write(bytes(path.stat().st_size))


def forge(live: LiveCorpus, cache: CorpusCache) -> None:
    """Write a cache as the bot does, with a sentence that no file has."""
    seen = dict(live.library.seen)
    before = seen["bridge.txt"]
    article = replace(before.read.article, paragraphs=(INVENTED,))
    seen["bridge.txt"] = Seen(replace(before.read, article=article), before.signature)
    assert isinstance(seen["bridge.txt"].read, ReadArticle)
    articles = tuple(seen[name].read.article for name in sorted(seen))
    cache.store(Corpus.build(articles).index, Library(articles, seen=MappingProxyType(seen)))


def test_a_sentence_that_no_file_has_is_not_quoted(
    seeds: Path, cache: CorpusCache, caplog: pytest.LogCaptureFixture
) -> None:
    forge(start(seeds, cache), cache)
    live = start(seeds, cache)
    assert live.corpus.articles[0].paragraphs == (INVENTED,)  # it was taken from the cache
    answer = ask(live, "When did the bridge collapse?")
    assert INVENTED not in [quote.passage.text for quote in answer.quotes]
    assert "its file says something else" in caplog.text


@pytest.mark.parametrize(
    "question", ["summarise bridge", "What's new?", "when did it collapse?", "tl;dr bridge"]
)
def test_no_kind_of_question_quotes_it(seeds: Path, cache: CorpusCache, question: str) -> None:
    forge(start(seeds, cache), cache)
    corpus = start(seeds, cache).corpus
    bridge = corpus.articles[0]
    quoted = tuple(corpus.passages_in(bridge))
    request = Request(question, 3, Place("terminal"), quoted=quoted)
    answer = Answerer(0.1).answer(corpus, request).answer
    assert INVENTED not in [quote.passage.text for quote in answer.quotes]


def test_it_is_not_opened_to_be_read(seeds: Path, cache: CorpusCache) -> None:
    forge(start(seeds, cache), cache)
    corpus = start(seeds, cache).corpus
    assert corpus.flaw_of(corpus.articles[0]) is not None
    assert corpus.flaw_of(corpus.articles[1]) is None


def test_an_article_of_the_cache_that_is_as_its_file_is_quoted(
    seeds: Path, cache: CorpusCache
) -> None:
    start(seeds, cache)
    live = start(seeds, cache)
    assert ask(live, "When did the bridge open?").quotes[0].passage.text == TRUE.strip()


@pytest.mark.parametrize("damage", ["cut", "zeroed"])
def test_what_is_done_to_the_files_later_changes_nothing(
    seeds: Path, cache: CorpusCache, damage: str
) -> None:
    start(seeds, cache)
    live = start(seeds, cache)
    damage_in_place(Path(str(cache.segments)), damage)
    assert ask(live, "When did the bridge open?").answered


@pytest.mark.parametrize("damage", ["cut", "zeroed"])
def test_a_start_on_damaged_files_answers_and_makes_them_whole_again(
    seeds: Path, cache: CorpusCache, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    start(seeds, cache)
    damage_in_place(Path(str(cache.segments)), damage)
    assert ask(start(seeds, cache), "When did the bridge open?").answered
    assert caplog.text
    caplog.clear()
    assert ask(start(seeds, cache), "When did the bridge open?").answered
    assert not caplog.text
    assert cache.load() is not None


async def test_a_forged_article_is_made_true_by_indexing_anew(
    seeds: Path, cache: CorpusCache
) -> None:
    forge(start(seeds, cache), cache)
    live = start(seeds, cache)
    assert not answers_itself(live.corpus, Random(1), live.is_as_read)  # noqa: S311 - no secret
    await live.rebuild()
    assert answers_itself(live.corpus, Random(1), live.is_as_read)  # noqa: S311 - as above
    assert ask(live, "When did the bridge open?").quotes[0].passage.text == TRUE.strip()


@pytest.mark.skipif(os.name != "posix", reason="only there a mode says who may write")
def test_files_that_others_may_write_are_not_used(seeds: Path, cache: CorpusCache) -> None:
    start(seeds, cache)
    Path(str(cache.segments)).chmod(0o777)
    assert cache.load() is None


@pytest.mark.parametrize(
    "columns", [{}, {"articles": np.zeros(3, np.complex64)}, {"texts": np.zeros(3, np.uint8)}]
)
@pytest.mark.parametrize("part", ["articles", "index"])
def test_columns_of_another_make_do_not_end_the_start(
    seeds: Path, cache: CorpusCache, columns: dict[str, Column], part: str
) -> None:
    start(seeds, cache)
    manifest = cache.segments.manifest()
    assert manifest is not None
    data = pack_columns(columns)
    cache.segments.add(digest_of(data), data)
    (kept,) = manifest.segments
    forged = replace(kept, **{part: digest_of(data)})  # type: ignore[arg-type] # both are names
    cache.segments.publish(replace(manifest, segments=(forged,)))
    assert cache.load() is None
    assert ask(start(seeds, cache), "When did the bridge open?").answered

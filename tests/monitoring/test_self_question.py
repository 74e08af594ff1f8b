"""The bot asks itself for sentences that it has, and tells if they do not come back."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from string import ascii_letters, digits

import pytest

from bot.articles.library import Library, read_folder
from bot.articles.model import Article
from bot.common.background import in_background
from bot.library.building import CorpusBuilder
from bot.library.live import LiveCorpus
from bot.library.seed_source import OwnSeeds
from bot.monitoring.monitor import Monitor
from bot.monitoring.self_question import answers_itself
from bot.monitoring.status import faults_of
from bot.monitoring.status_file import status_path
from bot.querylog.recorder import Recorder
from bot.retrieval.question import Question
from bot.retrieval.retriever import CorpusRetriever, Retriever
from tests.monitoring.conftest import connected

ROOT = Path(__file__).parents[2]
LETTERS = ascii_letters + digits
OTHERS = str.maketrans(LETTERS, LETTERS[7:] + LETTERS[:7])
CHANCES = [Random(number) for number in range(10)]  # noqa: S311 - random, but no secret


def damaged(articles: Sequence[Article]) -> CorpusRetriever:
    """Articles under an index whose words are none of theirs, though its sentences are as long."""
    others = tuple(
        replace(one, paragraphs=tuple(text.translate(OTHERS) for text in one.paragraphs))
        for one in articles
    )
    return CorpusRetriever.of_index(articles, CorpusRetriever.build(others).index)


@pytest.mark.parametrize(
    "folder", ["benchmarks/quality/asked/articles", "tests/languages", "seeds"]
)
def test_every_article_of_an_intact_index_is_found(folder: str) -> None:
    corpus = CorpusRetriever.build(read_folder(ROOT / folder).articles)
    assert all(answers_itself(corpus, chance, as_read) for chance in CHANCES)


def test_a_damaged_index_is_noticed() -> None:
    corpus = damaged(read_folder(ROOT / "benchmarks/quality/asked/articles").articles)
    assert not any(answers_itself(corpus, chance, as_read) for chance in CHANCES)


def test_sentences_without_words_to_find_them_by_are_no_damage() -> None:
    corpus = CorpusRetriever.build([Article("a.txt", "?", ("It is.", "!!! ???"))])
    assert answers_itself(corpus, CHANCES[0], as_read)


def as_read(_article: Article) -> bool:
    """The file of every article is as it was."""
    return True


def test_an_article_that_its_unchanged_file_does_not_say_is_damage() -> None:
    corpus = CorpusRetriever.build([Article("a.txt", "Bridge", ("The bridge opened on Monday.",))])
    flawed = replace(corpus, source_flaw=lambda _: "its file says something else")
    assert not answers_itself(flawed, CHANCES[0], as_read)


def test_an_article_whose_file_was_edited_is_no_damage() -> None:
    corpus = CorpusRetriever.build([Article("a.txt", "Bridge", ("The bridge opened on Monday.",))])
    flawed = replace(corpus, source_flaw=lambda _: "its file says something else")
    assert answers_itself(flawed, CHANCES[0], lambda _: False)


async def test_a_damaged_index_is_made_anew_and_answers_again(
    live: LiveCorpus, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    builder = CorpusBuilder()
    builder.load(live.folder)  # which seed files its articles are compared with
    broken = LiveCorpus(
        *(OwnSeeds(live.folder), 1_048_576, live.library, damaged(live.library.articles), builder)
    )
    assert not finds_the_bridge(broken)
    monitor = Monitor(connected, broken, Recorder(), tell_seconds=0.01, ask_seconds=0.01)
    async with in_background(monitor.tell(status_path(tmp_path / "data" / "log")), "monitor"):
        async with asyncio.timeout(20):
            while not finds_the_bridge(broken):  # noqa: ASYNC110 - it tells no one
                await asyncio.sleep(0.01)
            while not monitor.status().answers_itself:  # noqa: ASYNC110 - as above
                await asyncio.sleep(0.01)
    assert "they are indexed anew" in caplog.text


def finds_the_bridge(live: LiveCorpus) -> bool:
    """Whether a question is answered."""
    return live.corpus.answer(Question.parse("What opened?"), top=3, threshold=0.1).answered


async def test_what_indexing_anew_does_not_mend_is_told_and_not_tried_again(
    live: LiveCorpus, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    class Useless(CorpusBuilder):
        def build(self, library: Library, previous: Retriever | None) -> Retriever:
            return damaged(library.articles)

    broken = await asyncio.to_thread(LiveCorpus.load, live.folder, 1_048_576, builder=Useless())
    monitor = Monitor(connected, broken, Recorder(), tell_seconds=0.01, ask_seconds=0.01)
    async with in_background(monitor.tell(status_path(tmp_path / "data" / "log")), "monitor"):
        async with asyncio.timeout(20):
            while "they are indexed anew" not in caplog.text:  # noqa: ASYNC110 - as above
                await asyncio.sleep(0.01)
        await asyncio.sleep(0.3)
        status = monitor.status()
    assert "sentences of its own articles" in faults_of(status, status.told_at)[0]
    assert caplog.text.count("they are indexed anew") == 1

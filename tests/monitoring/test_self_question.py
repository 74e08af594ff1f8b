"""The bot asks itself for sentences that it has, and tells if they do not come back."""

import asyncio
from dataclasses import replace
from pathlib import Path
from random import Random
from string import ascii_letters, digits

import pytest

from bot.articles.library import read_folder
from bot.articles.model import Article
from bot.library.building import CorpusBuilder
from bot.library.live import LiveCorpus
from bot.library.seed_source import OwnSeeds
from bot.monitoring.monitor import Monitor
from bot.monitoring.self_question import answers_itself
from bot.monitoring.status import faults_of
from bot.monitoring.status_file import status_path
from bot.querylog.recorder import NoQueryLog
from bot.retrieval.corpus import Corpus
from bot.retrieval.retriever import CorpusRetriever
from tests.monitoring.conftest import connected

ROOT = Path(__file__).parents[2]
LETTERS = ascii_letters + digits
OTHERS = str.maketrans(LETTERS, LETTERS[7:] + LETTERS[:7])
CHANCES = [Random(number) for number in range(10)]  # noqa: S311 - random, but no secret


def damaged(articles: tuple[Article, ...]) -> CorpusRetriever:
    """Articles under an index whose words are none of theirs, though its sentences are as long."""
    others = tuple(
        replace(one, paragraphs=tuple(text.translate(OTHERS) for text in one.paragraphs))
        for one in articles
    )
    return CorpusRetriever(Corpus.of_index(articles, Corpus.build(others).index))


@pytest.mark.parametrize(
    "folder", ["benchmarks/quality/asked/articles", "tests/languages", "seeds"]
)
def test_every_article_of_an_intact_index_is_found(folder: str) -> None:
    corpus = CorpusRetriever.build(read_folder(ROOT / folder).articles)
    assert all(answers_itself(corpus, chance) for chance in CHANCES)


def test_a_damaged_index_is_noticed() -> None:
    corpus = damaged(read_folder(ROOT / "benchmarks/quality/asked/articles").articles)
    assert not any(answers_itself(corpus, chance) for chance in CHANCES)


def test_sentences_without_words_to_find_them_by_are_no_damage() -> None:
    corpus = CorpusRetriever.build([Article("a.txt", "?", ("It is.", "!!! ???"))])
    assert answers_itself(corpus, CHANCES[0])


async def test_the_bot_is_unhealthy_until_the_index_is_whole_again(
    live: LiveCorpus, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    builder = CorpusBuilder()
    builder.load(live.folder)  # which seed files its articles are compared with
    broken = LiveCorpus(
        *(OwnSeeds(live.folder), 1_048_576, live.library, damaged(live.library.articles), builder)
    )
    monitor = Monitor(connected, broken, NoQueryLog(), tell_seconds=0.01, ask_seconds=0.01)
    telling = asyncio.create_task(monitor.tell(status_path(tmp_path / "data" / "log")))

    async def is_told(*, healthy: bool) -> None:
        async with asyncio.timeout(20):
            while monitor.status().answers_itself is not healthy:  # noqa: ASYNC110 - it tells no one
                await asyncio.sleep(0.01)

    await is_told(healthy=False)
    assert (
        "sentences of its own articles" in faults_of(monitor.status(), monitor.status().told_at)[0]
    )
    assert "does not find sentences of its own articles" in caplog.text
    (live.folder / "bridge.txt").write_text("The bridge was closed again on Friday.\n", "utf-8")
    await broken.reload()
    await is_told(healthy=True)
    telling.cancel()
    await asyncio.wait([telling])

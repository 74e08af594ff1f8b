"""Whatever one person presses or types, everybody else's answers and heartbeats go on meanwhile.

What is measured is the processor time of the event loop's own thread in one turn: what other
processes do at the same time does not count.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from bot.articles.library import Library
from bot.articles.model import Article, RelatedStory
from bot.library.building import CorpusBuilder
from bot.library.live import LiveCorpus
from bot.retrieval.retriever import CorpusRetriever
from tests.discord_app.admins import AdminDesk
from tests.discord_app.conftest import World, buttons_of, text_of

FEW, MANY = 20_000, 100_000
LONGEST = 0.02
"""Seconds of a turn, the simulated Discord's work included; the aim is 5 ms on a quiet machine."""

pytestmark = pytest.mark.parametrize(
    "articles", [FEW, pytest.param(MANY, marks=pytest.mark.soak)], ids="{:,} articles".format
)


@cache
def corpus_of(count: int) -> CorpusRetriever:
    """Index short articles, no two with the same title."""
    first = date(2000, 1, 1)
    made = [
        Article(
            f"{number:06}.txt",
            f"Report {number} on the harbour of Port {number % 977}",
            (f"Ship {number} left the harbour of Port {number % 977} with a load of grain.",),
            related=(RelatedStory(f"Grain of ship {number}", "The Courier"),) * (number % 3),
            published=first + timedelta(days=number % 9_000),
        )
        for number in range(count)
    ]
    retriever = CorpusRetriever.build(made)
    retriever.corpus.warm_up()
    return retriever


@pytest.fixture
def live(tmp_path: Path, articles: int) -> LiveCorpus:
    (tmp_path / "seeds").mkdir()
    corpus = corpus_of(articles)
    return LiveCorpus(
        tmp_path / "seeds", 1_048_576, Library(corpus.articles), corpus, CorpusBuilder()
    )


@pytest.fixture
def longest(monkeypatch: pytest.MonkeyPatch) -> Callable[[], float]:
    """Return the longest turn of the event loop since the last call, in seconds."""
    run, turns = asyncio.Handle._run, [0.0]

    def measured(handle: asyncio.Handle) -> None:
        started = time.thread_time()
        run(handle)
        turns.append(time.thread_time() - started)

    monkeypatch.setattr(asyncio.Handle, "_run", measured)

    def take() -> float:
        seconds = max(turns)
        turns[:] = [0.0]
        return seconds

    return take


async def test_no_use_of_the_bot_holds_up_the_event_loop(
    world: World, longest: Callable[[], float], articles: int
) -> None:
    desk = AdminDesk(world)
    await desk.configure()
    world.env.settle_timeout = 60.0  # the machine may be busy; what counts is the longest turn
    alice, channel = desk.admin, world.channel
    shown = await alice.slash(channel, "ask", question="Which ship left Port 976 with grain?")
    listed = await alice.slash(channel, "related", topic="grain of ship 19999")
    assert shown.response is not None
    assert listed.response is not None
    answer, stories = shown.response, listed.response
    vote = next(one for one in buttons_of(shown) if one.emoji and one.emoji.name == "👍")
    uses: dict[str, Callable[[], Awaitable[object]]] = {
        "typing nothing": lambda: alice.autocomplete(channel, "related", "article", ""),
        "typing what is nowhere": lambda: alice.autocomplete(channel, "related", "article", "qqq"),
        "typing what is everywhere": lambda: alice.autocomplete(
            channel, "related", "article", "harbour"
        ),
        "typing a file": lambda: alice.autocomplete(channel, "seeds remove", "article", "qqq"),
        "/related article": lambda: alice.slash(channel, "related", article="Report 4 on the h"),
        "/related": lambda: alice.slash(channel, "related"),
        "/related topic": lambda: alice.slash(channel, "related", topic="grain"),
        "/sources": lambda: alice.slash(channel, "sources"),
        "/help": lambda: alice.slash(channel, "help"),
        "/privacy": lambda: alice.slash(channel, "privacy"),
        "/insight": lambda: alice.slash(channel, "insight"),
        "/settings": lambda: alice.slash(channel, "settings"),
        "/ask": lambda: alice.slash(channel, "ask", question="Which ship left Port 5?"),
        "Show in context": lambda: alice.click(answer, label="Show in context"),
        "Next": lambda: alice.click(stories, label="Next"),
        "a vote": lambda: alice.click(answer, custom_id=vote.custom_id),
    }
    longest()
    seconds = {}
    for name, use in uses.items():
        await use()
        seconds[name] = longest()
    table = "\n".join(f"{name}: {one * 1_000:.1f} ms" for name, one in seconds.items())
    print(f"longest turn at {articles:,} articles\n{table}")  # noqa: T201 - for `make soak`
    assert {name: one for name, one in seconds.items() if one > LONGEST} == {}


async def test_the_suggestions_are_those_that_were_typed(world: World, articles: int) -> None:
    last = articles - 1
    (choice,) = await world.alice.autocomplete(world.channel, "related", "article", f"{last} on")
    shown = await world.alice.slash(world.channel, "related", article=choice["value"])
    assert f"Report {last} on" in text_of(shown) or "No related" in text_of(shown)

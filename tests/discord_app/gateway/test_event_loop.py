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

import discord
import pytest
from discord import app_commands

from bot.articles.library import Library
from bot.articles.model import Article, RelatedStory
from bot.discord_app.ask.ask_button import AskButton
from bot.discord_app.ask.more_button import MoreButton
from bot.discord_app.ask.share_button import ShareButton
from bot.discord_app.components.buttons import PREFIX
from bot.discord_app.gateway.button_registry import BUTTONS
from bot.discord_app.locales import Languages
from bot.discord_app.privacy.buttons import PrivacyButton
from bot.discord_app.sources.citations import read_trail
from bot.discord_app.sources.list_buttons import RelatedButton
from bot.discord_app.sources.read_button import TurnButton
from bot.library.building import CorpusBuilder
from bot.library.live import LiveCorpus
from bot.library.seed_source import OwnSeeds
from bot.retrieval.retriever import CorpusRetriever
from tests.discord_app.admins import AdminDesk
from tests.discord_app.conftest import World, buttons_of, text_of

FEW, MANY = 20_000, 100_000
LONGEST = 0.02
"""Seconds of a turn, the simulated Discord's work included; the aim is 5 ms on a quiet machine."""

Use = Callable[[], Awaitable[object]]

pytestmark = [
    pytest.mark.simcord(check_errors=False),
    pytest.mark.parametrize(
        "articles",
        [FEW, pytest.param(MANY, marks=[pytest.mark.soak, pytest.mark.timeout(1_200)])],
        ids="{:,} articles".format,
    ),
]


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
    retriever.warm_up()
    return retriever


@pytest.fixture
def live(tmp_path: Path, articles: int) -> LiveCorpus:
    (tmp_path / "seeds").mkdir()
    corpus = corpus_of(articles)
    return LiveCorpus(
        OwnSeeds(tmp_path / "seeds"), 1_048_576, Library(corpus.articles), corpus, CorpusBuilder()
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
    everything = {"per_person": 0, "per_guild": 0}
    await world.configure({"admins": {"roles": [desk.role.id]}, "flood": everything})
    world.env.settle_timeout = 600.0  # the machine may be busy; what counts is the longest turn
    alice, channel = desk.admin, world.channel
    shown = await alice.slash(channel, "ask", question="Which ship left Port 976 with grain?")
    listed = await alice.slash(channel, "related", topic="grain of ship 19999")
    assert shown.response is not None
    assert listed.response is not None
    answer, english = shown.response, Languages.load().default
    by_kind = {
        (one.custom_id or "").split(":")[1]: one.custom_id
        for one in (*buttons_of(shown), *buttons_of(listed))
    }
    trail = read_trail((by_kind["read"] or "").removeprefix(f"{PREFIX}read:"))
    assert trail
    by_kind |= {
        one.kind: one.custom_id
        for one in (
            AskButton.asking("Which ship left Port 7?", "Ask", "✏️", of_all_articles=True),
            MoreButton.of(trail, english),
            PrivacyButton.for_overview(english)[0],
            RelatedButton.of([trail[0].article], "Related"),
            ShareButton.by(alice.id, "Share"),
            TurnButton.to(trail, 0, ">", 1, "On"),
        )
        if one
    }

    def command(name: str, **options: object) -> Use:
        return lambda: alice.slash(channel, name, **options)

    def typing(name: str, option: str, typed: str) -> Use:
        return lambda: alice.autocomplete(channel, name, option, typed)

    def press(kind: str) -> Use:
        data = {"custom_id": by_kind[kind], "component_type": 2}
        return lambda: desk.forge(alice, listed if kind == "page" else shown, data)

    said = await alice.send(channel, "Which ship left Port 8?")
    uses: dict[str, Use] = {
        "ask": command("ask", question="Which ship left Port 5?"),
        "brief": command("brief", article="Report 4 on the h"),
        "brief: typing": typing("brief", "article", "qqq"),
        "help": command("help"),
        "insight": command("insight"),
        "privacy": command("privacy"),
        "quotes": command("quotes", speaker="Nobody"),
        "quotes: typing": typing("quotes", "speaker", "qqq"),
        "related": command("related"),
        "related: topic": command("related", topic="grain"),
        "related: article": command("related", article="Report 4 on the h"),
        "related: typing nothing": typing("related", "article", ""),
        "related: typing what is nowhere": typing("related", "article", "qqq"),
        "related: typing what is everywhere": typing("related", "article", "harbour"),
        "reload": command("reload"),
        "seeds add": command("seeds add"),
        "seeds check": command("seeds check"),
        "seeds list": command("seeds list"),
        "seeds list: removed": command("seeds list", removed=True),
        "seeds remove": command("seeds remove", article="000004.txt"),
        "seeds remove: typing": typing("seeds remove", "article", "qqq"),
        "seeds restore": command("seeds restore", article="000004.txt"),
        "seeds restore: typing": typing("seeds restore", "article", "qqq"),
        "settings": command("settings"),
        "sources": command("sources"),
        "Explain": lambda: alice.context_menu(channel, "Explain", answer),
        "Find in articles": lambda: alice.context_menu(channel, "Find in articles", said),
    }
    uses |= {f"button {kind}": press(kind) for kind in by_kind}
    longest()
    seconds = {}
    for name, use in uses.items():
        await use()
        seconds[name] = longest()
    table = "\n".join(f"{name}: {one * 1_000:.1f} ms" for name, one in seconds.items())
    print(f"longest turn at {articles:,} articles\n{table}")  # noqa: T201 - for `make soak`
    assert {name: one for name, one in seconds.items() if one > LONGEST} == {}
    assert all_uses(world) - {name.partition(":")[0] for name in uses} == set()


def all_uses(world: World) -> set[str]:
    """The commands, entries of menus and kinds of buttons that there are."""
    tree = world.bot.tree
    commands = [one for one in tree.walk_commands() if isinstance(one, app_commands.Command)]
    menus = tree.get_commands(type=discord.AppCommandType.message)
    return {
        *(one.qualified_name for one in commands),
        *(one.qualified_name for one in menus),
        *(f"button {one.kind}" for one in BUTTONS if one.kind),
    }


async def test_the_suggestions_are_those_that_were_typed(world: World, articles: int) -> None:
    last = articles - 1
    (choice,) = await world.alice.autocomplete(world.channel, "related", "article", f"{last} on")
    shown = await world.alice.slash(world.channel, "related", article=choice["value"])
    assert f"Report {last} on" in text_of(shown) or "No related" in text_of(shown)

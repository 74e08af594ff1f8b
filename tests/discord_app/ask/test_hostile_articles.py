"""An article that means harm, wherever the bot shows any of it: seen as it stands, never obeyed."""

import re

import pytest
from simcord import InteractionResult

from tests.discord_app.conftest import World, buttons_of, text_of
from tests.discord_app.discord_markdown import displayed

EVIL = "https://evil.example"
MARKS = "[euromaidan](https://evil.example) @everyone @here **b** ||c|| `d` </ask:1> https://evil.example"
ARTICLE = f"""\
---
title: "[Reuters]({EVIL}) \\u202egnp.exe @everyone <@42>"
url: https://example.org/a)](https://evil.example
publisher: "Reuters\\u2066 [BBC]({EVIL}) @here"
published: 2025-03-22
---
The ferry sank on Monday, {MARKS}, said Mayor \u202eNovak [x]({EVIL}) <@42>, according to AP.

# {MARKS}

> The captain of the ferry said “{MARKS}” and left.

Related:
- [Ferries stop]({EVIL})](https://example.org/b)
- [A ferry](javascript:alert(1))
- BBC: \u202e@everyone [ferry]({EVIL}) <@42> of the river
- [The ferry of the bank](https://user@evil.example)
- [The old ferry](https://bаnk.example/)
"""
TARGET = re.compile(r"(?<!\\)\]\((?P<url>[^()\s]*)\)")
# What the bot itself writes: its commands, itself, and days.
OURS = re.compile(r"</[a-z]+:[0-9]{15,}>|<@[0-9]{15,}>|<t:1742644800:D>")
OBEYED = re.compile(r"(?<!\\)(?:<@|<#|@everyone|@here|\|\||`|</|https?(?=:))")
NAMES = re.compile("Reuters|BBC|said by")
REORDERING = "\u202a\u202b\u202d\u202e\u2066\u2067"


async def every_message(world: World) -> list[InteractionResult]:
    """Return all that shows something of an article."""
    alice, channel = world.alice, world.channel
    answer = await alice.slash(channel, "ask", question="When did the ferry sank on Monday?")
    private = await alice.slash(
        channel, "ask", question="Who said the captain of the ferry left?", private=True
    )
    shown = [answer, private]
    for one in (answer, private):
        assert one.response is not None
        for button in buttons_of(one):
            if button.label in ("Show in context", "Related stories"):
                shown.append(await alice.click(one.response, custom_id=button.custom_id))
    shown += [await alice.slash(channel, one) for one in ("sources", "related", "help")]
    shown.append(await alice.slash(channel, "related", topic="ferry bank"))
    shown.append(await alice.slash(channel, "ask", question=f"Which volcano {MARKS} erupted?"))
    return shown


@pytest.fixture
async def shown(world: World) -> list[InteractionResult]:
    world.seed("evil.txt", ARTICLE)
    await world.reload()
    assert [one.name for one in world.live.corpus.articles] == [
        "bridge.txt",
        "evil.txt",
        "orchard.txt",
    ]
    return await every_message(world)


async def test_nobody_is_pinged(world: World, shown: list[InteractionResult]) -> None:
    """The help names the bot itself."""
    for one in shown:
        assert one.response is not None
        message = one.response.message
        assert {person.mention for person in message.mentions} <= {world.mention}
        assert not message.mention_everyone
        assert not message.role_mentions


async def test_the_article_is_quoted_as_it_stands(shown: list[InteractionResult]) -> None:
    assert MARKS in displayed(text_of(shown[0]))


async def test_no_link_leads_elsewhere_than_the_article_says(
    shown: list[InteractionResult],
) -> None:
    for one in shown:
        for target in TARGET.finditer(text_of(one)):
            assert target["url"].startswith("https://example.org/"), text_of(one)


async def test_nothing_of_an_article_is_obeyed(shown: list[InteractionResult]) -> None:
    for one in shown:
        text = OURS.sub("", TARGET.sub("", text_of(one)))
        assert OBEYED.findall(text) == [], text


async def test_no_name_reorders_what_stands_around_it(shown: list[InteractionResult]) -> None:
    """In a quoted sentence such a character stays, and ends with its line."""
    named = [line for one in shown for line in text_of(one).splitlines() if NAMES.search(line)]
    assert len(named) > 5
    assert [line for line in named if set(REORDERING) & set(line)] == []

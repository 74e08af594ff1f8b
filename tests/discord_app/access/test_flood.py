from datetime import UTC, datetime
from types import SimpleNamespace
from typing import cast

import aiohttp
import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config.model import Flood
from bot.discord_app.access.flood import LIGHT, MOST_KEPT, Buckets, FloodGuard, describe
from bot.discord_app.locales import Languages
from tests.discord_app.conftest import World, buttons_of, text_of

QUESTION = "When did the new bridge open?"
TOO_FAST = "You are asking faster than I can answer. Please try again <t:"
BUSY = "This server is very busy right now. Please try again <t:"


TOO_LATE = discord.NotFound(
    cast("aiohttp.ClientResponse", SimpleNamespace(status=404, reason="Not Found")),
    {"code": 10062, "message": "Unknown interaction"},
)


async def limit(world: World, *, per_person: int = 0, per_guild: int = 0) -> None:
    await world.configure({"flood": {"per_person": per_person, "per_guild": per_guild}})


def test_a_burst_is_let_through_and_then_so_many_a_minute() -> None:
    guard = FloodGuard(Flood(per_person=6, per_guild=0))
    assert [guard.refuse(1, None, 100.0) for _ in range(6)] == [None] * 6
    refusal = guard.refuse(1, None, 100.0)
    assert refusal is not None
    assert refusal.wait == pytest.approx(10)
    assert guard.refuse(1, None, 109.9) is not None
    assert guard.refuse(1, None, 110.1) is None


def test_nobody_pays_for_what_another_asks() -> None:
    guard = FloodGuard(Flood(per_person=1, per_guild=0))
    assert guard.refuse(1, 9, 0.0) is None
    assert guard.refuse(1, 9, 0.0) is not None
    assert guard.refuse(2, 9, 0.0) is None


def test_what_is_refused_takes_nothing_from_the_server() -> None:
    guard = FloodGuard(Flood(per_person=1, per_guild=2))
    for _ in range(100):
        guard.refuse(1, 9, 0.0)
    assert guard.refuse(2, 9, 0.0) is None
    refusal = guard.refuse(3, 9, 0.0)
    assert refusal is not None
    assert refusal.of_guild


def test_without_limits_nothing_is_refused() -> None:
    guard = FloodGuard(Flood(per_person=0, per_guild=0))
    assert all(guard.refuse(1, 9, 0.0) is None for _ in range(1_000))


def test_a_notice_is_given_once_a_minute() -> None:
    guard = FloodGuard(Flood(per_person=1, per_guild=0))
    told = []
    for now in (0.0, 1.0, 2.0, 30.0, 59.0):
        refusal = guard.refuse(1, None, now)
        told.append(None if refusal is None else refusal.is_told)
    assert told == [None, False, True, True, True]


@given(st.lists(st.tuples(st.integers(1, 3), st.floats(0, 90)), max_size=200))
def test_in_no_minute_does_anybody_get_more_than_twice_the_limit(
    uses: list[tuple[int, float]],
) -> None:
    guard, now = FloodGuard(Flood(per_person=4, per_guild=0)), 0.0
    allowed: list[tuple[int, float]] = []
    for person, pause in uses:
        now += pause
        if guard.refuse(person, None, now) is None:
            allowed.append((person, now))
    for person, start in allowed:
        within = [at for one, at in allowed if one == person and start <= at < start + 60]
        assert len(within) <= 8


def test_memory_is_bounded_whoever_comes() -> None:
    buckets = Buckets(1)
    for person in range(MOST_KEPT + 500):
        buckets.take(person, 0.0)
    assert len(buckets) == MOST_KEPT
    buckets.take(1, 61.0)
    assert len(buckets) == 1


@pytest.mark.parametrize("code", ["en", "uk"])
def test_a_refusal_says_when_to_try_again(code: str) -> None:
    guard, at = FloodGuard(Flood(per_person=2, per_guild=0)), datetime(2025, 3, 22, tzinfo=UTC)
    refusal = [guard.refuse(1, None, 0.0) for _ in range(3)][-1]
    assert refusal is not None
    text = describe(refusal, at, Languages.load().by_code[code])
    assert f"<t:{int(at.timestamp()) + 30}:R>" in text


async def test_who_asks_too_fast_is_refused_in_private(world: World) -> None:
    await limit(world, per_person=2)
    for _ in range(2):
        answered = await world.alice.slash(world.channel, "ask", question=QUESTION)
        assert not answered.ephemeral
    refused = await world.alice.slash(world.channel, "ask", question=QUESTION)
    assert refused.ephemeral
    assert text_of(refused).startswith(TOO_FAST)
    assert len(await world.logged()) == 2


@pytest.mark.parametrize("failure", [TOO_LATE, aiohttp.ServerDisconnectedError(), TimeoutError()])
async def test_a_refusal_that_nobody_can_be_told_is_a_line_in_the_log(
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    failure: Exception,
) -> None:
    async def fail(*_arguments: object, **_options: object) -> None:
        raise failure

    await limit(world, per_person=1)
    await world.alice.slash(world.channel, "ask", question=QUESTION)
    monkeypatch.setattr(discord.InteractionResponse, "send_message", fail)
    await world.alice.slash(world.channel, "ask", question=QUESTION)
    assert "Nobody could be told" in caplog.text
    assert "Traceback" not in caplog.text


async def test_another_person_is_still_answered(world: World) -> None:
    await limit(world, per_person=1)
    for _ in range(2):
        await world.alice.slash(world.channel, "ask", question=QUESTION)
    bob = world.guild.add_member(world.env.create_user("bob"))
    assert "> The new bridge" in text_of(await bob.slash(world.channel, "ask", question=QUESTION))


async def test_a_server_that_asks_too_much_is_told_so(world: World) -> None:
    await limit(world, per_guild=1)
    await world.alice.slash(world.channel, "ask", question=QUESTION)
    bob = world.guild.add_member(world.env.create_user("bob"))
    refused = await bob.slash(world.channel, "ask", question=QUESTION)
    assert text_of(refused).startswith(BUSY)
    assert refused.ephemeral
    directly = await bob.user.slash("ask", question=QUESTION)
    assert "> The new bridge" in text_of(directly)


async def test_of_messages_that_are_too_many_one_is_told_so_and_the_others_are_left(
    world: World,
) -> None:
    await limit(world, per_person=1)
    for _ in range(5):
        await world.alice.send(world.channel, f"{world.mention} {QUESTION}")
    answered, told = world.replies()
    assert "> The new bridge" in text_of(answered)
    assert text_of(told).startswith(TOO_FAST)
    assert told.mentions == []


async def test_every_way_to_ask_counts(world: World) -> None:
    await limit(world, per_person=1)
    said = await world.alice.send(world.channel, QUESTION)
    shown = await world.alice.slash(world.channel, "ask", question=QUESTION)
    assert shown.response is not None
    tries = [
        await world.alice.slash(world.channel, "related", topic="ferries"),
        await world.alice.slash(world.channel, "sources"),
        await world.alice.slash(world.channel, "help"),
        await world.alice.slash(world.channel, "privacy"),
        await world.alice.context_menu(world.channel, "Find in articles", said),
        await world.alice.click(shown.response, label="Related stories"),
    ]
    assert all(text_of(one).startswith(TOO_FAST) and one.ephemeral for one in tries)


async def test_reading_and_voting_go_on(world: World) -> None:
    await limit(world, per_person=1)
    shown = await world.alice.slash(world.channel, "ask", question=QUESTION)
    assert shown.response is not None
    read = await world.alice.click(shown.response, label="Show in context")
    assert "The new bridge" in text_of(read)
    vote = next(one for one in buttons_of(shown) if one.emoji and one.emoji.name == "👍")
    await world.alice.click(shown.response, custom_id=vote.custom_id)
    assert "Helpful · 1" in [button.label for button in buttons_of(world.replies()[-1])]


async def test_what_is_typed_is_counted_and_takes_no_questions_away(world: World) -> None:
    await limit(world, per_person=1)
    typed = [
        await world.alice.autocomplete(world.channel, "related", "article", "")
        for _ in range(LIGHT)
    ]
    assert all(typed)
    assert await world.alice.autocomplete(world.channel, "related", "article", "") == []
    asked = await world.alice.slash(world.channel, "ask", question=QUESTION)
    assert not text_of(asked).startswith(TOO_FAST)


async def test_admin_commands_are_counted_whoever_tries_them(world: World) -> None:
    await limit(world, per_person=1)
    for _ in range(LIGHT):
        await world.alice.user.slash("reload")
    assert text_of(await world.alice.user.slash("reload")).startswith(TOO_FAST)


async def test_admins_have_ten_times_as_much(world: World) -> None:
    section = {"admins": {"users": [world.alice.id]}, "flood": {"per_person": 1}}
    await world.configure(section)
    for _ in range(3):
        result = await world.alice.user.slash("reload")
        assert not text_of(result).startswith(TOO_FAST)

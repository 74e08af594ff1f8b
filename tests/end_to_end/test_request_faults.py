"""What befalls the bot's requests: every question has one answer, and other questions go on."""

import asyncio

import pytest

from tests.end_to_end.conftest import Verify
from tests.end_to_end.running import RunningBot
from tests.loopback import OTHER_CHANNEL_ID, Fault, replies
from tests.loopback.faults import ANY, CALLBACK, ORIGINAL, SEND, failing, limited
from tests.loopback.model import EMBED, MEMBER
from tests.loopback.model import SEND as SEND_MESSAGES

pytestmark = pytest.mark.asyncio(loop_scope="module")

each_request = pytest.mark.parametrize(
    "route", [CALLBACK, ORIGINAL, SEND], ids=["acknowledging", "answering", "replying"]
)


@each_request
async def test_too_many_requests_on_one_route(bot: RunningBot, verify: Verify, route: str) -> None:
    bot.discord.faults.order(limited(route, 0.4))
    bot.ask_both_ways()
    await bot.answers_all()
    await verify()


@each_request
async def test_too_many_requests_at_all(bot: RunningBot, verify: Verify, route: str) -> None:
    bot.discord.faults.order(limited(route, 0.4, is_global=True))
    bot.ask_both_ways()
    bot.ask_both_ways()
    await bot.answers_all()
    await verify()


@each_request
@pytest.mark.parametrize("status", [500, 502])
async def test_a_failure_of_discord(
    bot: RunningBot, verify: Verify, route: str, status: int
) -> None:
    bot.discord.faults.order(failing(route, status))
    bot.ask_both_ways()
    await bot.answers_all()
    await verify()


@each_request
async def test_a_failure_after_discord_has_done_what_was_asked(
    bot: RunningBot, verify: Verify, route: str
) -> None:
    bot.discord.faults.order(failing(route, 502, is_done=True))
    bot.ask_both_ways()
    await bot.answers_all()
    await verify()


@each_request
@pytest.mark.parametrize("is_done", [False, True], ids=["not done", "done"])
async def test_a_connection_that_is_cut(
    bot: RunningBot, verify: Verify, route: str, *, is_done: bool
) -> None:
    bot.discord.faults.order(Fault(route, hangs_up=True, is_done=is_done))
    bot.ask_both_ways()
    await bot.answers_all()
    await verify()


@each_request
async def test_a_slow_answer_keeps_nobody_else_waiting(
    bot: RunningBot, verify: Verify, route: str
) -> None:
    bot.discord.faults.order(Fault(route, seconds=2.0))
    slow = bot.ask_both_ways()
    await asyncio.sleep(0.2)
    for question in (bot.ask(), bot.mention(OTHER_CHANNEL_ID)):
        await question.answer(1.5)
    assert not all(one.is_answered for one in slow)
    await bot.answers_all()
    await verify()


async def test_an_interaction_that_reaches_the_bot_too_late(
    bot: RunningBot, verify: Verify
) -> None:
    late = bot.ask(age=3.5)
    await bot.said_by_now("too late")
    await verify(unanswered=[late])


async def test_an_acknowledgement_that_fails_until_it_is_too_late(
    bot: RunningBot, verify: Verify
) -> None:
    bot.discord.faults.order(failing(CALLBACK, 502, times=2))
    late = bot.ask()
    await bot.said_by_now("too late")
    await verify(unanswered=[late])


async def test_a_ban_for_a_while(bot: RunningBot, verify: Verify) -> None:
    banned = replies.Reply(429, {"message": "You are being blocked."})  # no `Via`
    bot.discord.faults.order(Fault(ANY, reply=banned, times=3))
    questions = bot.ask_both_ways()
    await bot.said_by_now("Nobody could be told")
    await bot.said_by_now("was refused")
    await verify(unanswered=questions)


async def test_a_message_that_is_deleted_before_the_reply(bot: RunningBot, verify: Verify) -> None:
    bot.discord.faults.order(Fault(SEND, seconds=0.5))
    question = bot.mention()
    await asyncio.sleep(0.2)
    bot.discord.delete(question)
    await bot.said_by_now("was refused")
    await verify(unanswered=[question])


@pytest.mark.parametrize(
    "refusal", [replies.MISSING_PERMISSIONS, replies.MISSING_ACCESS, replies.UNKNOWN_CHANNEL]
)
async def test_a_channel_that_takes_no_messages_any_more(
    bot: RunningBot, verify: Verify, refusal: replies.Reply
) -> None:
    bot.discord.faults.order(Fault(SEND, reply=refusal))
    _, refused = bot.ask_both_ways()
    await bot.said_by_now("was refused")
    await verify(unanswered=[refused])


async def test_no_permission_to_embed(bot: RunningBot, verify: Verify) -> None:
    bot.discord.permit(MEMBER & ~EMBED)
    bot.ask_both_ways()
    await bot.answers_all()
    await verify()


async def test_no_permission_to_send_leaves_the_commands(bot: RunningBot, verify: Verify) -> None:
    bot.discord.permit(MEMBER & ~SEND_MESSAGES)
    ignored = bot.mention()
    await bot.ask().answer()
    bot.discord.permit(MEMBER)
    await verify(unanswered=[ignored], unlogged=[ignored])

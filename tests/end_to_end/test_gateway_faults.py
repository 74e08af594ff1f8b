"""What befalls the socket: the bot comes back, and answers what was asked meanwhile."""

import pytest

from tests.end_to_end.conftest import Verify
from tests.end_to_end.running import RunningBot

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_dropped_socket(bot: RunningBot, verify: Verify) -> None:
    bot.ask_both_ways()
    bot.discord.gateway.drop()
    bot.ask_both_ways()
    await bot.answers_all()
    await verify()
    assert bot.discord.gateway.resumes == 1


async def test_a_socket_that_drops_again_and_again(bot: RunningBot, verify: Verify) -> None:
    for _ in range(5):
        bot.ask_both_ways()
        bot.discord.gateway.drop()
        await bot.discord.gateway.ready()
    await bot.answers_all()
    await verify()


@pytest.mark.parametrize("code", [1000, 1001, 4000, 4008, 4009])
async def test_a_socket_that_is_closed_with_a_code(
    bot: RunningBot, verify: Verify, code: int
) -> None:
    bot.ask_both_ways()
    await bot.discord.gateway.close(code)
    bot.ask_both_ways()
    await bot.answers_all()
    await verify()


async def test_a_request_to_reconnect(bot: RunningBot, verify: Verify) -> None:
    bot.ask_both_ways()
    await bot.discord.gateway.ask_to_reconnect()
    bot.ask_both_ways()
    await bot.answers_all()
    await verify()
    assert bot.discord.gateway.resumes == 1


async def test_an_invalid_session_that_can_be_resumed(bot: RunningBot, verify: Verify) -> None:
    bot.ask_both_ways()
    await bot.discord.gateway.invalidate(resumable=True)
    bot.ask_both_ways()
    await bot.answers_all()
    await verify()
    assert bot.discord.gateway.resumes == 1


async def test_an_invalid_session_that_cannot(bot: RunningBot, verify: Verify) -> None:
    bot.ask_both_ways()
    await bot.answers_all()
    await bot.discord.gateway.invalidate(resumable=False)
    await bot.discord.gateway.ready()
    bot.ask_both_ways()
    await bot.answers_all()
    await verify()
    assert bot.discord.gateway.identifies == 1


async def test_a_session_that_is_forgotten_while_the_bot_is_away(
    bot: RunningBot, verify: Verify
) -> None:
    bot.discord.gateway.drop()
    bot.discord.gateway.forget()
    await bot.discord.gateway.ready()
    bot.ask_both_ways()
    await bot.answers_all()
    await verify()
    assert bot.discord.gateway.identifies == 1


async def test_a_gateway_that_is_down_for_a_while(bot: RunningBot, verify: Verify) -> None:
    bot.discord.gateway.is_down = True
    bot.discord.gateway.drop()
    bot.mention()
    await bot.said_by_now("Attempting a reconnect")
    bot.discord.gateway.is_down = False
    await bot.answers_all()
    await verify()
    assert bot.discord.gateway.resumes == 1


async def test_a_gateway_that_comes_back_and_closes_before_its_first_word(
    bot: RunningBot, verify: Verify
) -> None:
    bot.discord.gateway.is_down = True
    bot.discord.gateway.drop()
    await bot.said_by_now("Attempting a reconnect")
    bot.discord.gateway.slams = 1
    bot.discord.gateway.is_down = False
    await bot.discord.gateway.ready()
    bot.ask_both_ways()
    await bot.answers_all()
    await verify()

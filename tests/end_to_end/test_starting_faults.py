"""What befalls the first requests: the bot starts all the same, or says why not and ends."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from tests.end_to_end.running import RunningBot, running
from tests.end_to_end.tally import Tally
from tests.loopback import Fault
from tests.loopback.faults import failing, limited
from tests.loopback.replies import error

LOGIN, APPLICATION = "GET /users/@me", "GET /oauth2/applications/@me"
COMMANDS, GATEWAY = r"PUT /applications/\d+/commands", "GET /gateway/bot"

each_request = pytest.mark.parametrize(
    "route",
    [LOGIN, APPLICATION, COMMANDS, GATEWAY],
    ids=["login", "application", "commands", "gateway"],
)


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[RunningBot]:
    """A bot that can be started."""
    async with running(tmp_path) as bot:
        bot.prepare()
        yield bot


@each_request
async def test_a_request_that_fails_once_is_made_again(
    bot: RunningBot, take_down: Callable[[Tally], None], route: str
) -> None:
    bot.discord.faults.order(failing(route, 502), limited(route, 0.2))
    await bot.start()
    for question in bot.ask_both_ways():
        await question.answer()
    assert bot.discord.faults.are_over
    await bot.stop()
    take_down(bot.tally((), ()))
    assert len(bot.discord.state.commands) > 0


@pytest.mark.parametrize("route", [LOGIN, APPLICATION, GATEWAY])
@pytest.mark.parametrize("hangs_up", [False, True], ids=["failure", "cut connection"])
async def test_a_discord_that_cannot_be_used_is_told_in_one_line_with_a_status_to_start_again_on(
    bot: RunningBot, route: str, take_down: Callable[[Tally], None], *, hangs_up: bool
) -> None:
    reply = error(503, 0, "503: Service Unavailable")
    bot.discord.faults.order(Fault(route, reply=reply, hangs_up=hangs_up, times=5))
    status, said = await bot.end_by_itself()
    assert status == 1
    assert "verbatim: Discord cannot be reached" in said
    assert "Traceback" not in said
    take_down(Tally(faults=bot.discord.injected))

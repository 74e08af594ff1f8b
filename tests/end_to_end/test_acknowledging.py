"""An acknowledgement of which Discord's word is lost: the answer comes, once, to every command."""

import pytest

from tests.end_to_end.conftest import Verify
from tests.end_to_end.running import RunningBot
from tests.loopback import Fault
from tests.loopback.faults import CALLBACK, ORIGINAL, failing

pytestmark = pytest.mark.asyncio(loop_scope="module")

FAULTS = {
    "a 500, done": failing(CALLBACK, 500, is_done=True),
    "a 502, done": failing(CALLBACK, 502, is_done=True),
    "a cut, done": Fault(CALLBACK, hangs_up=True, is_done=True),
    "a cut, not done": Fault(CALLBACK, hangs_up=True),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
@pytest.mark.parametrize("command", ["privacy", "help", "sources"])
async def test_a_command_is_answered_where_the_word_of_its_acknowledgement_is_lost(
    bot: RunningBot, verify: Verify, command: str, fault: Fault
) -> None:
    bot.discord.faults.order(fault)
    used = bot.discord.use(command)
    assert await used.answer()
    assert not used.is_doubled
    assert "could not be told" not in bot.said()
    await verify()


@pytest.mark.parametrize("is_done", [False, True], ids=["not done", "done"])
async def test_an_answer_is_sent_again_where_the_connection_is_cut(
    bot: RunningBot, verify: Verify, *, is_done: bool
) -> None:
    bot.discord.faults.order(Fault(ORIGINAL, hangs_up=True, is_done=is_done))
    used = bot.discord.use("privacy")
    assert await used.answer()
    await verify()

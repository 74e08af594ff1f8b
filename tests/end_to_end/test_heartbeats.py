import pytest

from tests.end_to_end.conftest import Verify
from tests.end_to_end.running import RunningBot

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture(scope="module")
def silence() -> float:
    """After how many seconds the bot takes a silent gateway for dead."""
    return 2.0


async def test_a_gateway_that_acknowledges_no_heartbeats_is_left_and_resumed(
    bot: RunningBot, verify: Verify
) -> None:
    bot.discord.gateway.stall()
    bot.ask_both_ways()
    await bot.answers_all()
    await verify()
    assert bot.discord.gateway.resumes == 1

"""A running bot for the tests of a module, and the figures of all of them at the end."""

from collections.abc import AsyncIterator, Awaitable, Callable, Collection

import pytest
import pytest_asyncio

from tests.end_to_end.running import RunningBot, running
from tests.end_to_end.tally import Tally, keep
from tests.loopback import Question

Verify = Callable[..., Awaitable[None]]


@pytest.fixture(scope="module")
def silence() -> float | None:
    """After how many seconds the bot takes a silent gateway for dead: discord.py's own number."""
    return None


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def process(
    tmp_path_factory: pytest.TempPathFactory, silence: float | None
) -> AsyncIterator[RunningBot]:
    """The bot, which outlives one fault after the other, and then ends as it should."""
    async with running(tmp_path_factory.mktemp("bot")) as bot:
        bot.prepare()
        await bot.start(silence)
        yield bot
        await bot.stop()
        assert not any(one.is_doubled for one in bot.earlier + bot.questions)
        assert max(bot.logged().values()) == 1


@pytest_asyncio.fixture(loop_scope="module")
async def bot(process: RunningBot) -> RunningBot:
    """The bot, at the beginning of a test."""
    await process.discord.gateway.ready()
    process.begin()
    return process


@pytest.fixture
def take_down(request: pytest.FixtureRequest) -> Callable[[Tally], None]:
    """Have the figures of a test appear at the end."""

    def take_down(tally: Tally) -> None:
        keep(tally, request.node)

    return take_down


@pytest.fixture
def verify(bot: RunningBot, take_down: Callable[[Tally], None]) -> Verify:
    """Ask once more, and see that every question of the test has one answer and one row.

    But for those that could not be answered, and those that are not to be logged. What the bot
    sent must be what Discord takes.
    """

    async def verify(
        unanswered: Collection[Question] = (), unlogged: Collection[Question] = ()
    ) -> None:
        assert bot.discord.faults.are_over
        for question in bot.ask_both_ways():
            await question.answer()
        await bot.has_logged(one for one in bot.questions if one not in unlogged)
        tally = bot.tally(unanswered, unlogged)
        take_down(tally)
        assert tally.faults > 0
        assert (tally.lost, tally.doubled) == (0, 0)
        assert bot.discord.violations == []

    return verify

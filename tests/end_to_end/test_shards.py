from collections.abc import Callable
from pathlib import Path

from tests.end_to_end.running import RunningBot, running
from tests.end_to_end.tally import Tally


def ask_both_shards(bot: RunningBot) -> None:
    """Ask in a direct message, which is the first shard's, and in a guild of the second."""
    bot.ask_directly()
    bot.ask_both_ways()


async def test_each_shard_resumes_its_own_session(
    tmp_path: Path, take_down: Callable[[Tally], None]
) -> None:
    async with running(tmp_path, shards=2) as bot:
        bot.prepare()
        await bot.start()
        for _ in range(2):
            ask_both_shards(bot)
            bot.discord.gateway.drop()
            ask_both_shards(bot)
            await bot.answers_all()
            await bot.discord.gateway.ready()
        assert bot.discord.gateway.resumes == 4
        assert bot.discord.gateway.identifies == 2
        await bot.stop()
        tally = bot.tally((), ())
    take_down(tally)
    assert (tally.lost, tally.doubled) == (0, 0)

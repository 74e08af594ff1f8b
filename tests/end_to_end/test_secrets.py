"""No token in what the process tells, not even where everything fails and everything is told."""

from pathlib import Path

import pytest

from tests.end_to_end.running import HEARTBEAT_SECONDS, SEED, RunningBot
from tests.loopback import TOKEN, Fault, serve
from tests.loopback.faults import CALLBACK, ORIGINAL, SEND, failing, limited

EVERYTHING = "answers: {threshold: 0.1}\nlogging: {level: debug, format: FORMAT}\n"


@pytest.mark.parametrize("log_format", ["text", "json"])
async def test_no_token_is_told_whatever_fails(tmp_path: Path, log_format: str) -> None:
    """Neither the bot's nor those of interactions, with which anybody could answer in its name."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "bridge.txt").write_text(SEED, "utf-8")
    (tmp_path / "config.yaml").write_text(EVERYTHING.replace("FORMAT", log_format), "utf-8")
    async with serve(heartbeat_seconds=HEARTBEAT_SECONDS, conforms=False) as discord:
        bot = RunningBot(tmp_path, discord)
        try:
            await bot.start()
            for route in (CALLBACK, ORIGINAL, SEND):
                discord.faults.order(
                    limited(route, 0.2),
                    failing(route, 500),
                    Fault(route, hangs_up=True, is_done=True),
                    failing(route, 400, times=2),
                )
            bot.ask(age=10.0)
            for _ in range(6):
                bot.ask_both_ways()
            discord.gateway.drop()
            await bot.ask().answer(20)
            await bot.stop()
        finally:
            await bot.kill()
        told = bot.said()
        assert "Traceback" in told
        tokens = [TOKEN, *discord.state.interactions]
    assert len(tokens) == 9
    assert [one for one in tokens if one in told] == []

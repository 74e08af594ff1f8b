"""Long running without growth: the memory of the bot's process after many questions."""

import random
from pathlib import Path

import pytest

from tests.end_to_end.running import SEED, RunningBot, running
from tests.loopback import Question

NEWS = Path(__file__).parents[1] / "articles" / "news_sentences.txt"
IN_FLIGHT = 8
MOST_GROWTH = 1.05


@pytest.mark.parametrize(
    ("first", "all_"),
    [
        pytest.param(500, 2_000, id="short"),
        pytest.param(
            2_000, 20_000, id="long", marks=[pytest.mark.soak, pytest.mark.timeout(1_800)]
        ),
    ],
)
async def test_memory_does_not_grow_with_the_questions(
    tmp_path: Path, first: int, all_: int
) -> None:
    async with running(tmp_path, conforms=False) as bot:
        bot.prepare()
        await bot.start()
        asking = Asking(bot)
        await asking.ask_on(range(first))
        before = memory_of(bot)
        await asking.ask_on(range(first, all_))
        after = memory_of(bot)
        await bot.stop()
    assert sum(bot.logged().values()) == all_
    print(f"{before / 1e6:.1f} MB after {first} questions, {after / 1e6:.1f} MB after {all_}")  # noqa: T201 - for `make soak`
    assert after <= before * MOST_GROWTH


class Asking:
    """People who ask, each one question, in the words of the news; some the article answers.

    Words come again, as people's do: what is known of a word is kept, for so many of them.
    """

    def __init__(self, bot: RunningBot) -> None:
        self._discord = bot.discord
        self._chance = random.Random(0)  # noqa: S311 - it keeps no secret
        self._words = NEWS.read_text("utf-8").split() + 20 * SEED.split()

    async def ask_on(self, people: range) -> None:
        """Have these people ask, some at a time."""
        for start in people[::IN_FLIGHT]:
            asked = [self._ask(one) for one in range(start, min(start + IN_FLIGHT, people.stop))]
            for question in asked:
                await question.answer()
            self._discord.forget()

    def _ask(self, person: int) -> Question:
        text = " ".join(self._chance.choices(self._words, k=8))
        person += 1_000
        return self._discord.ask(
            f"What of {text}?", person=person, guild_id=None, channel_id=person
        )


def memory_of(bot: RunningBot) -> int:
    """Return the bytes of memory that the bot's process has at the moment."""
    assert bot.process is not None
    status = Path(f"/proc/{bot.process.pid}/status").read_text("ascii")
    (line,) = (one for one in status.splitlines() if one.startswith("VmRSS:"))
    return int(line.split()[1]) * 1_024

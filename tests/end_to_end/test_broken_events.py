"""Events in which any field is missing or another than Discord documents."""

import copy
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.end_to_end.running import running
from tests.end_to_end.tally import Tally
from tests.end_to_end.test_unreadable_events import ANN, GUILD, MESSAGE, THREAD
from tests.loopback import BOT_ID, CHANNEL_ID, GUILD_ID, model
from tests.loopback.model import BOT, Json

ASKED = MESSAGE | {"content": f"<@{BOT_ID}> When did the bridge open?", "mentions": [BOT]}
USED = model.command_interaction(
    *(7_000, "token", "ask", {"question": "When did the bridge open?"}),
    person=ANN,
    guild_id=GUILD_ID,
    channel_id=CHANNEL_ID,
)
PRESSED = USED | {
    "type": 3,
    "data": {"custom_id": "vb:ask:+When did the bridge open?", "component_type": 2},
    "message": MESSAGE | {"author": BOT, "components": []},
}
EVENTS: list[tuple[str, Json]] = [
    ("MESSAGE_CREATE", ASKED),
    ("MESSAGE_UPDATE", ASKED),
    ("INTERACTION_CREATE", USED),
    ("INTERACTION_CREATE", USED | {"type": 4}),
    ("INTERACTION_CREATE", PRESSED),
    ("THREAD_CREATE", THREAD),
    ("THREAD_LIST_SYNC", {"guild_id": str(GUILD_ID), "threads": [THREAD], "members": []}),
    ("GUILD_CREATE", GUILD),
]
MISSING = object()


def broken(value: object, replacement: object) -> Iterator[object]:
    """Yield a value with each of its parts, at any depth, replaced or left out in turn."""
    if isinstance(value, dict):
        for key, part in value.items():
            rest = {name: one for name, one in value.items() if name != key}
            yield rest if replacement is MISSING else rest | {key: replacement}
            yield from (value | {key: one} for one in broken(part, replacement))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            before, after = value[:number], value[number + 1 :]
            yield [*before, *after] if replacement is MISSING else [*before, replacement, *after]
            yield from ([*before, one, *after] for one in broken(part, replacement))


@pytest.mark.parametrize(
    "replacements",
    [
        pytest.param([MISSING, None], id="missing or null"),
        pytest.param(["", "x", -1, 2**70, True, [], {}, [None]], marks=pytest.mark.soak, id="any"),
    ],
)
async def test_no_event_with_a_broken_field_keeps_the_next_question_from_its_answer(
    tmp_path: Path, take_down: Callable[[Tally], None], replacements: list[object]
) -> None:
    async with running(tmp_path) as bot:
        bot.prepare()
        await bot.start()
        for replacement in replacements:
            for event, data in EVENTS:
                for one in broken(copy.deepcopy(data), replacement):
                    assert isinstance(one, dict)
                    bot.discord.dispatch(event, one, GUILD_ID)
                    bot.injected += 1
                await bot.ask().answer(60)
        await bot.mention().answer(60)
        assert bot.discord.gateway.identifies == 1
        assert "CommandTree-invoker" not in bot.said()
        await bot.stop()
        take_down(bot.tally((), ()))

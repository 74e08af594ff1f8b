"""Events that discord.py cannot read: each is passed over, and everybody else is answered."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from tests.end_to_end.conftest import Verify
from tests.end_to_end.running import RunningBot, running
from tests.end_to_end.tally import Tally
from tests.loopback import BOT_ID, CHANNEL_ID, GUILD_ID, OTHER_CHANNEL_ID, model
from tests.loopback.model import Json
from tests.loopback.sessions import Session

UNKNOWN_GUILD = 99 << 22


def without(event: Json, *names: str) -> Json:
    return {name: value for name, value in event.items() if name not in names}


ANN = model.user(7)
MESSAGE = model.message(5_000, CHANNEL_ID, ANN, "hello", guild_id=str(GUILD_ID))
THREAD: Json = {
    **{"id": "6000", "guild_id": str(GUILD_ID), "parent_id": str(CHANNEL_ID), "owner_id": "7"},
    **{"type": 11, "name": "thread", "message_count": 1, "member_count": 1},
    "thread_metadata": {
        "archived": False,
        "auto_archive_duration": 60,
        "archive_timestamp": "2026-01-01T00:00:00+00:00",
        "locked": False,
    },
}
POLL: Json = {
    "question": {"text": "Which?"},
    "answers": [],
    "expiry": None,  # which Discord documents as nullable
    "allow_multiselect": False,
    "layout_type": 1,
}
PARTIAL: Json = {"id": str(CHANNEL_ID), "type": 0}
INTERACTION = model.command_interaction(
    *(7_000, "token", "help", {}), person=ANN, guild_id=UNKNOWN_GUILD, channel_id=CHANNEL_ID
)
GUILD = model.guild(5 << 22, (OTHER_CHANNEL_ID,))

EVENTS: dict[str, tuple[str, Json]] = {
    "interaction with a partial channel": (
        "INTERACTION_CREATE",
        INTERACTION | {"channel": PARTIAL},
    ),
    "interaction in an unknown thread without its owner": (
        "INTERACTION_CREATE",
        INTERACTION | {"channel": without(THREAD, "owner_id")},
    ),
    "message without its channel": ("MESSAGE_CREATE", without(MESSAGE, "channel_id")),
    "message with an empty snapshot": ("MESSAGE_CREATE", MESSAGE | {"message_snapshots": [{}]}),
    "message with a poll that never ends": ("MESSAGE_CREATE", MESSAGE | {"poll": POLL}),
    "thread without its owner": ("THREAD_CREATE", without(THREAD, "owner_id")),
    "synchronised thread without its parent": (
        "THREAD_LIST_SYNC",
        {"guild_id": str(GUILD_ID), "threads": [without(THREAD, "parent_id")], "members": []},
    ),
    "changed message without its type": ("MESSAGE_UPDATE", without(MESSAGE, "type")),
    "guild without its channels' types": (
        "GUILD_CREATE",
        GUILD | {"channels": [{"id": "1"}]},
    ),
    "nothing at all": ("GUILD_UPDATE", {}),
}


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(("event", "data"), EVENTS.values(), ids=EVENTS.keys())
async def test_an_event_that_cannot_be_read_is_passed_over(
    bot: RunningBot, verify: Verify, event: str, data: Json
) -> None:
    bot.injected += 1
    bot.discord.dispatch(event, data, GUILD_ID)
    bot.discord.dispatch(event, data, GUILD_ID)
    bot.ask_both_ways()
    await bot.answers_all()
    assert bot.said().count(f"Discord sent an event {event} that cannot be read") <= 1
    await verify()


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("locale", ["en-GB", "uk", None, 7])
async def test_who_used_a_command_that_cannot_be_read_is_told_so(
    bot: RunningBot, verify: Verify, locale: object
) -> None:
    bot.injected += 1
    broken: Json = {"channel": PARTIAL, "guild_id": str(UNKNOWN_GUILD), "locale": locale}
    told = await bot.discord.use("help", broken=broken).answer()
    assert ("не вдалося прочитати" if locale == "uk" else "I could not read this") in told
    await verify()


@pytest.mark.asyncio(loop_scope="module")
async def test_who_used_a_menu_on_a_message_that_cannot_be_read_is_told_so(
    bot: RunningBot, verify: Verify
) -> None:
    bot.injected += 1
    data: Json = {
        **{"id": "1", "name": "Find in articles", "type": 3, "target_id": "5000"},
        "resolved": {"messages": {"5000": MESSAGE | {"poll": POLL}}},
    }
    told = await bot.discord.use("Find in articles", broken={"data": data}).answer()
    assert "I could not read this" in told
    assert "never retrieved" not in bot.said()
    await verify()


@pytest.fixture
async def starting(tmp_path: Path) -> AsyncIterator[RunningBot]:
    """A bot that can be started."""
    async with running(tmp_path) as bot:
        bot.prepare()
        yield bot


async def test_a_server_that_cannot_be_read_at_the_start_leaves_the_others(
    starting: RunningBot, take_down: Callable[[Tally], None]
) -> None:
    gateway = starting.discord.gateway
    first_events = gateway.first_events

    def with_a_broken_one(session: Session, shards: int) -> list[tuple[str, Json]]:
        return [*first_events(session, shards), ("GUILD_CREATE", {"id": BOT_ID, "channels": [{}]})]

    gateway.first_events = with_a_broken_one
    await starting.start()
    starting.injected += 1
    starting.ask_both_ways()
    await starting.answers_all()
    await starting.said_by_now("Discord sent an event GUILD_CREATE that cannot be read")
    await starting.stop()
    take_down(starting.tally((), ()))

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.discord_app.preview.serving import World, catch_up, open_world, serve, welcome
from bot.library.live import LiveCorpus
from bot.querylog.recorder import Recorder
from tests.discord_app.conftest import config_for, text_of

Opener = Callable[[], AbstractAsyncContextManager[World]]


@pytest.fixture
def opened(tmp_path: Path, live: LiveCorpus, log: Recorder) -> Opener:
    """Open the preview's Discord, with this folder's articles."""
    return partial(open_world, config_for(tmp_path), live, log)


async def test_what_the_member_types_is_answered(opened: Opener) -> None:
    async with opened() as world:
        await world.member.send(world.channel, "What did the bridge cost?")
        assert world.channel.last_message is not None
        assert "nine million" in text_of(world.channel.last_message)


async def test_the_member_may_use_the_slash_commands(opened: Opener) -> None:
    async with opened() as world:
        result = await world.member.slash(
            world.channel, "ask", question="What did the bridge cost?"
        )
        assert "nine million" in text_of(result)


async def test_the_admin_may_reload(opened: Opener) -> None:
    async with opened() as world:
        result = await world.admin.slash(world.channel, "reload")
        assert text_of(result) == "Nothing changed."


async def test_the_bot_has_its_name(opened: Opener) -> None:
    async with opened() as world:
        assert world.env.bot.user is not None
        assert world.env.bot.user.name == "Verbatim"


async def test_the_clock_shows_the_present_and_keeps_up(opened: Opener) -> None:
    async with opened() as world:
        await catch_up(world.env)
        assert abs(datetime.now(UTC) - world.env.now()) < timedelta(seconds=5)


async def test_whoever_opens_it_sees_a_question_and_its_answer(opened: Opener) -> None:
    async with opened() as world:
        await welcome(world, "What did the bridge cost?")
        assert world.channel.last_message is not None
        assert "nine million" in text_of(world.channel.last_message)


async def test_both_people_can_be_acted_as_in_the_browser(opened: Opener) -> None:
    async with opened() as world, serve(world) as preview:
        assert [one.id for one in preview.viewers] == [world.member.id, world.admin.id]

from unittest.mock import AsyncMock, Mock

import discord
import pytest
from simcord import InteractionResult, MemberActor

from bot.library.live import LiveCorpus
from tests.discord_app.conftest import World, text_of

BIRDS = "A flock of starlings settled on the tower.\n"


def manager(world: World) -> MemberActor:
    """Return someone who has Manage Server, to whom Discord offers the command."""
    role = world.guild.create_role("managers", permissions=discord.Permissions(manage_guild=True))
    return world.guild.add_member(world.env.create_user("manager"), roles=[role])


def is_refused(result: InteractionResult) -> bool:
    return result.ephemeral and "Only the people who run this bot" in text_of(result)


async def open_to_all(world: World) -> None:
    """Do as an admin of the server may: let everybody use the command."""
    commands = await world.bot.tree.fetch_commands()
    command = next(one for one in commands if one.name == "reload")
    world.guild.set_command_permissions(command, {world.guild.default_role: True})


async def test_a_manager_of_a_listed_guild_may_reload(world: World) -> None:
    await world.configure({"admins": {"guilds": [world.guild.id]}})
    world.seed("birds.txt", BIRDS)
    result = await manager(world).slash(world.channel, "reload")
    assert text_of(result) == "**Added:** birds.txt"
    assert result.ephemeral


async def test_what_was_loaded_answers_at_once(world: World) -> None:
    await world.configure({"admins": {"guilds": [world.guild.id]}})
    world.seed("birds.txt", BIRDS)
    await manager(world).slash(world.channel, "reload")
    answer = await world.alice.slash(world.channel, "ask", question="Where did starlings settle?")
    assert BIRDS.strip() in text_of(answer).replace("**", "")


async def test_a_reload_reports_what_was_changed_removed_rejected_and_kept(world: World) -> None:
    await world.configure({"admins": {"guilds": [world.guild.id]}})
    world.seed("birds.txt", BIRDS)
    await world.reload()
    world.seed("birds.txt", "A flock of crows settled on the tower.\n")
    world.seed("bridge.txt", "")
    (world.folder / "seeds" / "orchard.txt").unlink()
    lines = text_of(await manager(world).slash(world.channel, "reload")).split("\n")
    assert lines[:3] == [
        "**Changed:** birds.txt",
        "**Removed:** orchard.txt",
        "**Kept the previous version, because the new file could not be read:** bridge.txt",
    ]
    assert lines[3].startswith("**Rejected:** bridge.txt")


async def test_a_reload_without_changes_says_so(world: World) -> None:
    await world.configure({"admins": {"guilds": [world.guild.id]}})
    assert text_of(await manager(world).slash(world.channel, "reload")) == "Nothing changed."


async def test_a_manager_of_another_guild_is_refused(world: World) -> None:
    await world.configure({"admins": {"guilds": [world.guild.id + 1]}})
    assert is_refused(await manager(world).slash(world.channel, "reload"))


async def test_a_refused_attempt_changes_nothing_and_is_logged(
    world: World, live: LiveCorpus, caplog: pytest.LogCaptureFixture
) -> None:
    world.seed("birds.txt", BIRDS)
    member = manager(world)
    await member.slash(world.channel, "reload")
    assert len(live.corpus.articles) == 2
    assert f"/reload was refused to user {member.id} in guild {world.guild.id}" in caplog.messages


async def test_a_member_to_whom_the_server_opened_the_command_is_refused(world: World) -> None:
    await world.configure({"admins": {"guilds": [world.guild.id]}})
    await open_to_all(world)
    assert is_refused(await world.alice.slash(world.channel, "reload"))


async def test_a_configured_user_may_reload(world: World) -> None:
    await world.configure({"admins": {"users": [world.alice.id]}})
    await open_to_all(world)
    assert text_of(await world.alice.slash(world.channel, "reload")) == "Nothing changed."


async def test_a_configured_user_may_reload_in_a_direct_message(world: World) -> None:
    await world.configure({"admins": {"users": [world.alice.id]}})
    assert text_of(await world.alice.user.slash("reload")) == "Nothing changed."


async def test_a_holder_of_a_configured_role_may_reload(world: World) -> None:
    role = world.guild.create_role("librarians")
    await world.configure({"admins": {"roles": [role.id]}})
    await open_to_all(world)
    bob = world.guild.add_member(world.env.create_user("bob"), roles=[role])
    assert text_of(await bob.slash(world.channel, "reload")) == "Nothing changed."


async def test_in_a_direct_message_others_are_refused(world: World) -> None:
    await world.configure({"admins": {"guilds": [world.guild.id]}})
    assert is_refused(await world.alice.user.slash("reload"))


async def test_the_owner_of_the_application_may_reload_anywhere(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = Mock(spec=discord.User, id=world.alice.id)
    told = AsyncMock(return_value=Mock(spec=discord.AppInfo, team=None, owner=owner))
    monkeypatch.setattr(world.bot, "application_info", told)
    assert text_of(await world.alice.user.slash("reload")) == "Nothing changed."


async def test_a_long_report_comes_in_pages(world: World) -> None:
    await world.configure({"admins": {"guilds": [world.guild.id]}})
    for number in range(40):
        world.seed(f"{'n' * 180}{number:02}.txt", "")
    result = await manager(world).slash(world.channel, "reload")
    assert result.response is not None
    assert result.response.embeds[0].footer.text == "Page 1 of 3"

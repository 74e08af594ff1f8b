"""Whoever is no admin is refused by everything that is for admins, whatever there is of it.

The commands, their suggestions and the controls of their messages are found in the bot itself, so
that one which is added and lets anybody in fails here. What is for everybody is listed.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import discord
import pytest
from discord import app_commands
from simcord import InteractionResult

from tests.discord_app.admins import AdminDesk, is_refused, only_told, text_of
from tests.discord_app.conftest import World

FOR_EVERYBODY = {"ask", "brief", "quotes", "related", "sources", "help", "privacy"}
FILLED: dict[discord.AppCommandOptionType, object] = {
    discord.AppCommandOptionType.string: "bridge.txt",
    discord.AppCommandOptionType.integer: 7,
    discord.AppCommandOptionType.boolean: True,
    discord.AppCommandOptionType.attachment: ("bridge.txt", b"A flock of crows.\n"),
}

AnyCommand = app_commands.Command[Any, ..., Any]
Use = Callable[[str, dict[str, object]], Awaitable[InteractionResult]]


@dataclass(frozen=True)
class Stranger:
    """Somebody who may not, as they use a command and as they are offered choices."""

    use: Use
    offered: Callable[[str, str], Awaitable[list[dict[str, Any]]]]


@pytest.fixture
async def desk(world: World) -> AsyncIterator[AdminDesk]:
    """An admin at work on so many files that their list has pages."""
    for number in range(30):
        world.seed(f"{number:02}.txt", f"The bridge number {number} opened.\n")
    await world.reload()
    desk = AdminDesk(world)
    await desk.configure()
    await desk.open_to_all()
    yield desk
    assert only_told(desk.env.errors)


def admin_commands(desk: AdminDesk) -> list[AnyCommand]:
    found = desk.world.bot.tree.walk_commands()
    commands = [one for one in found if isinstance(one, app_commands.Command)]
    names = {one.qualified_name for one in commands}
    assert names >= FOR_EVERYBODY
    return [one for one in commands if one.qualified_name not in FOR_EVERYBODY]


def ways_to_fill(command: AnyCommand) -> list[dict[str, object]]:
    """With what must be given, with everything, and where choices are offered with one of them."""
    needed, everything = {}, {}
    for one in command.parameters:
        value = one.choices[0].value if one.choices else FILLED[one.type]
        everything[one.name] = value
        if one.required:
            needed[one.name] = value
    return [needed, everything] if everything != needed else [needed]


def stranger_of(kind: str, desk: AdminDesk) -> Stranger:
    world = desk.world
    channel, actor = world.channel, world.alice
    if kind == "in a direct message":
        user = desk.admin.user
        return Stranger(
            lambda name, options: user.slash(name, **options),
            lambda name, option: user.autocomplete(name, option, ""),
        )
    if kind == "manager of another server":
        guild = desk.env.create_guild()
        role = guild.create_role("managers", permissions=discord.Permissions(manage_guild=True))
        channel = guild.create_text_channel("general")
        actor = guild.add_member(desk.env.create_user("mallory"), roles=[role])
    if kind == "admin no more":
        actor = desk.admin
        desk.dismiss(actor)
    return Stranger(
        lambda name, options: actor.slash(channel, name, **options),
        lambda name, option: actor.autocomplete(channel, name, option, ""),
    )


STRANGERS = ["member", "manager of another server", "in a direct message", "admin no more"]


@pytest.mark.parametrize("kind", STRANGERS)
async def test_every_command_for_admins_refuses(desk: AdminDesk, kind: str) -> None:
    stranger, world = stranger_of(kind, desk), desk.world
    before = sorted(path.name for path in (world.folder / "seeds").rglob("*"))
    for command in admin_commands(desk):
        for options in ways_to_fill(command):
            result = await stranger.use(command.qualified_name, options)
            assert is_refused(result), (command.qualified_name, options)
            assert result.modal is None
    assert sorted(path.name for path in (world.folder / "seeds").rglob("*")) == before


@pytest.mark.parametrize("kind", STRANGERS)
async def test_no_command_for_admins_suggests_anything(desk: AdminDesk, kind: str) -> None:
    stranger = stranger_of(kind, desk)
    for command in admin_commands(desk):
        for one in command.parameters:
            if one.autocomplete:
                offered = await stranger.offered(command.qualified_name, one.name)
                assert offered == [], (command.qualified_name, one.name)


@pytest.mark.parametrize("who", ["a member", "another admin", "the one who was an admin"])
async def test_no_control_of_an_admin_s_message_works_for(desk: AdminDesk, who: str) -> None:
    """Each button and list, pressed as a modified client can, without seeing the message."""
    world, tried = desk.world, 0
    await world.alice.slash(world.channel, "ask", question="Who plays the violin at the opera?")
    other = desk.add_admin("bob")
    for command in admin_commands(desk):
        for options in ways_to_fill(command):
            admin = desk.add_admin(f"ann{tried}")
            shown = await admin.slash(world.channel, command.qualified_name, **options)
            if who == "the one who was an admin":
                desk.dismiss(admin)
            actor = {"a member": world.alice, "another admin": other}.get(who, admin)
            before = text_of(shown)
            for data in presses(shown):
                pressed = await desk.forge(actor, shown, data)
                told = text_of(pressed)
                assert is_refused(pressed) or "Only the person who asked" in told, (command, data)
                tried += 1
            assert text_of(shown) == before
    assert tried > 10


def presses(shown: InteractionResult) -> list[dict[str, Any]]:
    """Return what Discord would send for each control of a message."""
    rows = shown.response.components if shown.response is not None else []
    controls = [one for row in rows for one in row.get("components", [])]
    return [
        {"custom_id": one["custom_id"], "component_type": one["type"], "values": chosen(one)}
        for one in controls
        if not one.get("disabled")
    ]


def chosen(control: dict[str, Any]) -> list[str]:
    return [option["value"] for option in control.get("options", [])][:1]

"""Whoever is no admin changes nothing, whatever way they try."""

import pytest

from tests.discord_app.admins import is_refused, text_of
from tests.discord_app.conftest import BRIDGE
from tests.discord_app.seeds.conftest import BIRDS, CROWS, Desk

COMMANDS: list[tuple[str, dict[str, object]]] = [
    ("reload", {}),
    ("seeds add", {}),
    ("seeds add", {"file": ("birds.txt", BIRDS)}),
    ("seeds remove", {"article": "bridge.txt"}),
    ("seeds restore", {"article": "bridge.txt"}),
    ("seeds list", {}),
    ("seeds list", {"removed": True}),
    ("seeds check", {}),
]


@pytest.mark.parametrize(("command", "options"), COMMANDS)
async def test_a_member_is_refused(
    desk: Desk, command: str, options: dict[str, object], caplog: pytest.LogCaptureFixture
) -> None:
    await desk.open_to_all()
    alice = desk.world.alice
    result = await alice.slash(desk.world.channel, command, **options)
    assert is_refused(result)
    assert result.modal is None
    assert desk.files() == ["bridge.txt", "orchard.txt"]
    refused = f"/{command} was refused to user {alice.id} in guild {desk.world.guild.id}"
    assert refused in caplog.messages


@pytest.mark.parametrize(("command", "options"), COMMANDS)
async def test_in_a_direct_message_everybody_is_refused_but_those_who_are_named(
    desk: Desk, command: str, options: dict[str, object]
) -> None:
    assert is_refused(await desk.admin.user.slash(command, **options))
    assert desk.files() == ["bridge.txt", "orchard.txt"]


async def test_a_person_who_is_named_may_in_a_direct_message(desk: Desk) -> None:
    await desk.world.configure({"admins": {"users": [desk.world.alice.id]}})
    user = desk.world.alice.user
    result = await user.slash("seeds add", file=("birds.txt", BIRDS))
    assert "**Added:** birds.txt" in text_of(result)
    asked = await user.slash("seeds remove", article="birds.txt")
    assert asked.response is not None
    await user.click(asked.response, label="Remove")
    assert "**Removed:** birds.txt" in text_of(asked)


@pytest.mark.parametrize("command", ["remove", "restore"])
async def test_nothing_is_offered_to_a_member(desk: Desk, command: str) -> None:
    await desk.press(await desk.seeds_command("remove", article="orchard.txt"), "Remove")
    await desk.open_to_all()
    name = f"seeds {command}"
    assert await desk.world.alice.autocomplete(desk.world.channel, name, "article", "") == []


@pytest.mark.parametrize("label", ["Replace", "Keep both", "Cancel"])
async def test_after_the_permission_was_taken_away_no_button_works(desk: Desk, label: str) -> None:
    asked = await desk.add(("bridge.txt", CROWS))
    desk.dismiss(desk.admin)
    assert is_refused(await desk.press(asked, label))
    assert desk.files() == ["bridge.txt", "orchard.txt"]
    assert (desk.seeds / "bridge.txt").read_text("utf-8") == BRIDGE


async def test_after_the_permission_was_taken_away_no_removal_is_confirmed(desk: Desk) -> None:
    asked = await desk.seeds_command("remove", article="bridge.txt")
    desk.dismiss(desk.admin)
    assert is_refused(await desk.press(asked, "Remove"))
    assert desk.files() == ["bridge.txt", "orchard.txt"]


async def test_after_the_permission_was_taken_away_no_form_is_taken(desk: Desk) -> None:
    form = await desk.add()
    desk.dismiss(desk.admin)
    assert is_refused(await desk.fill_in(form, title="Birds", text=BIRDS.decode()))
    assert desk.files() == ["bridge.txt", "orchard.txt"]


async def test_after_the_permission_was_taken_away_no_page_is_turned(desk: Desk) -> None:
    for number in range(30):
        (desk.seeds / f"{number:02}.txt").write_bytes(BIRDS)
    listed = await desk.seeds_command("list")
    desk.dismiss(desk.admin)
    assert is_refused(await desk.press(listed, "Next"))
    assert "Page 1 of 4" in text_of(listed)


async def test_a_forged_press_of_a_member_is_refused(desk: Desk) -> None:
    asked = await desk.seeds_command("remove", article="bridge.txt")
    assert is_refused(await desk.forge_press(desk.world.alice, asked, "Remove"))
    assert desk.files() == ["bridge.txt", "orchard.txt"]


async def test_another_admin_cannot_decide_for_the_one_who_asked(desk: Desk) -> None:
    other = desk.add_admin("bob")
    asked = await desk.seeds_command("remove", article="bridge.txt")
    pressed = await desk.forge_press(other, asked, "Remove")
    assert "Only the person who asked can decide this." in text_of(pressed)
    assert desk.files() == ["bridge.txt", "orchard.txt"]

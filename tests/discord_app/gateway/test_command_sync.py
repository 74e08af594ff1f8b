import stat
from importlib.resources import files
from pathlib import Path

import pytest
from discord import app_commands

from bot.discord_app.gateway.command_sync import digest_of, sync_commands
from bot.discord_app.locales import Languages
from bot.discord_app.locales.translator import CommandTranslator
from tests.discord_app.conftest import World


def syncs(world: World) -> int:
    return sum(
        one.method == "PUT" and one.path.endswith("/commands") for one in world.env.http_requests
    )


async def test_commands_that_are_new_are_synced(world: World) -> None:
    assert syncs(world) == 1


async def test_commands_that_have_not_changed_are_not_synced_again(world: World) -> None:
    await world.configure({})
    assert syncs(world) == 1


async def test_commands_that_have_changed_are_synced(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def another(_tree: object) -> str:
        return "another"

    monkeypatch.setattr("bot.discord_app.gateway.command_sync.digest_of", another)
    await world.configure({})
    assert syncs(world) == 2


async def test_commands_that_something_else_took_away_are_synced(world: World) -> None:
    world.env.backend.register_commands(None, [])
    await world.configure({})
    assert syncs(world) == 2


@pytest.mark.parametrize("text", ["", "{", "[]", '{"1": 2}'])
async def test_without_a_usable_memory_they_are_synced(world: World, text: str) -> None:
    memory(world).write_text(text)
    await world.configure({})
    assert syncs(world) == 2


async def test_a_memory_that_cannot_be_written_is_no_more_than_a_warning(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    memory(world).unlink()
    memory(world).mkdir()
    await world.configure({})
    assert any("will sync again" in one for one in caplog.messages)


async def test_the_folder_that_is_made_for_the_memory_is_for_its_owner_only(world: World) -> None:
    path = world.folder / "data" / "commands.json"
    assert world.bot.application_id is not None
    await sync_commands(world.bot.tree, world.bot.application_id, path)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


async def test_a_refused_sync_does_not_stop_the_bot(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    memory(world).unlink()
    world.env.inject_error("PUT", "/applications/*/commands", status=403, code=50001)
    await world.configure({})
    assert any("could not be synced" in one for one in caplog.messages)
    assert world.bot.is_ready()


async def test_the_digest_depends_on_what_people_see(world: World) -> None:
    before = await digest_of(world.bot.tree)
    command = world.bot.tree.get_command("ask")
    assert isinstance(command, app_commands.Command)
    command.description = "Another description"
    assert await digest_of(world.bot.tree) != before


async def test_the_digest_depends_on_the_translations(world: World) -> None:
    before = await digest_of(world.bot.tree)
    shipped = files("bot.discord_app.locales")
    texts = {code: shipped.joinpath(f"{code}.yaml").read_text("utf-8") for code in ("en", "uk")}
    texts["uk"] = texts["uk"].replace("Що ви хочете дізнатися", "Про що ви хочете дізнатися")
    await world.bot.tree.set_translator(CommandTranslator(Languages.of_texts(texts)))
    assert await digest_of(world.bot.tree) != before


def memory(world: World) -> Path:
    return world.folder / "commands.json"

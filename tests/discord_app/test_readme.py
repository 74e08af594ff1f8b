"""The README names every command."""

from pathlib import Path

from discord import AppCommandType, app_commands

from tests.discord_app.conftest import World

README = Path(__file__).parents[2] / "README.md"


async def test_the_readme_names_every_command(world: World) -> None:
    text = README.read_text("utf-8")
    names = [
        f"/{one.qualified_name}"
        for one in world.bot.tree.walk_commands()
        if not isinstance(one, app_commands.Group)
    ]
    names += [one.name for one in world.bot.tree.get_commands(type=AppCommandType.message)]
    assert len(names) > 10
    assert [name for name in names if name not in text] == []

"""The documentation names every command."""

from pathlib import Path

from discord import AppCommandType, app_commands

from tests.discord_app.conftest import World

DOCS = Path(__file__).parents[2] / "docs"


async def test_the_documentation_names_every_command(world: World) -> None:
    text = "".join((DOCS / name).read_text("utf-8") for name in ("asking.md", "admin.md"))
    names = [
        f"/{one.qualified_name}"
        for one in world.bot.tree.walk_commands()
        if not isinstance(one, app_commands.Group)
    ]
    names += [one.name for one in world.bot.tree.get_commands(type=AppCommandType.message)]
    assert len(names) > 10
    assert [name for name in names if name not in text] == []

"""The languages that the bot's own texts are in."""

from importlib.resources import files


def interface_languages() -> tuple[str, ...]:
    """Return the codes of the languages; each has a file in `bot/discord_app/locales`."""
    folder = files("bot") / "discord_app" / "locales"
    names = (file.name for file in folder.iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))

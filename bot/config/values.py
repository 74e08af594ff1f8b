"""The values of the configuration: how each is read, and which are refused."""

from importlib.resources import files
from pathlib import Path
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Field

from bot.config.storage import checked_url

MAX_ID = 2**63 - 1
"""Discord's ids ('snowflakes') are counted in 64 bits, of which the first stays 0."""


def interface_languages() -> tuple[str, ...]:
    """Return the codes of the languages; each has a file in `bot/discord_app/locales`."""
    # Only the names of the files are read: `config` imports nothing of Discord.
    folder = files("bot") / "discord_app" / "locales"
    names = (file.name for file in folder.iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


def _number_in_quotes(value: object) -> object:
    """Convert an id in quotes to a number; people copy ids both ways. None begins with a zero."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 19:
        return value if value.startswith("0") else int(value)
    return value


def words_for_booleans(value: object) -> object:
    """Convert yes, no, on and off, which the YAML reader leaves as text, to booleans."""
    words = {"yes": True, "on": True, "no": False, "off": False}
    return words.get(value.lower(), value) if isinstance(value, str) else value


def _usable_path(value: object) -> object:
    """Refuse a text that is not a path, and expand `~`."""
    if not isinstance(value, str | Path) or not str(value).strip() or "\0" in str(value):
        raise ValueError("not a path")
    path = Path(value)
    try:
        return path.expanduser()
    except RuntimeError:  # nobody's home is known by that name
        return path


def _spoken(value: str) -> str:
    """Refuse a language that the bot has no texts in."""
    if value not in interface_languages():
        raise ValueError("not a language of the bot")
    return value


_IDS = "a list of Discord ids without a zero before them, such as [123456789012345678],"
_LIMIT = "a whole number, 0 for no limit,"

DiscordId: TypeAlias = Annotated[
    int, BeforeValidator(_number_in_quotes), Field(strict=True, ge=1, le=MAX_ID)
]
Ids: TypeAlias = Annotated[tuple[DiscordId, ...], Field(description=_IDS)]
Flag: TypeAlias = Annotated[
    bool, BeforeValidator(words_for_booleans), Field(strict=True, description="true or false")
]
FilePath: TypeAlias = Annotated[Path, BeforeValidator(_usable_path)]
Language: TypeAlias = Annotated[str, AfterValidator(_spoken)]
Limit: TypeAlias = Annotated[int, Field(strict=True, ge=0, description=_LIMIT)]
Url: TypeAlias = Annotated[str, AfterValidator(checked_url)]

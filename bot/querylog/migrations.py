"""The numbered scripts that make and change the schema of a database."""

from dataclasses import dataclass
from importlib.resources.abc import Traversable


@dataclass(frozen=True, slots=True)
class Migration:
    """One script: it takes a database from version `number - 1` to `number`."""

    number: int
    name: str
    sql: str


def read_scripts(folder: Traversable) -> tuple[Migration, ...]:
    """Read the scripts in a folder, in order."""
    scripts = (file for file in folder.iterdir() if file.name[:1].isdigit())
    return tuple(
        Migration(int(file.name.split("_")[0]), file.name, file.read_text("utf-8"))
        for file in sorted(scripts, key=lambda file: file.name)
    )

"""Which formats there are, and which file is of which: the one place that knows suffixes."""

from collections.abc import Sequence
from dataclasses import dataclass

TEXT = "text"
MARKDOWN = "Markdown"


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file, and the endings of its names, in lower case."""

    name: str
    suffixes: tuple[str, ...]


FORMATS: Sequence[Format] = (
    Format(TEXT, (".txt", ".text")),
    Format(MARKDOWN, (".md", ".markdown", ".mdx")),
)
SUFFIXES = tuple(suffix for each in FORMATS for suffix in each.suffixes)
"""The endings of files that are read."""


def format_of(name: str) -> Format | None:
    """The format of a file by its name; None where no reader is registered for it."""
    lower = name.lower()
    return next((each for each in FORMATS if lower.endswith(each.suffixes)), None)

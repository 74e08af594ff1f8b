"""Word lists that a linguist can edit: plain text files of named sections.

    # A comment.
    [section]
    word word word
    two words, three more words

`words` reads a section as single words, `phrases` as phrases between commas and line ends. A word
or phrase that stands twice in a section is an error, as is a section that nothing reads.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files

_HEADING = re.compile(r"\[([a-z][a-z ,-]*)\]")


class LexiconError(ValueError):
    """A word list that cannot be used: the file, the line if it is known, and the reason."""

    def __init__(self, name: str, line: int | None, text: str) -> None:
        place = name if line is None else f"{name}, line {line}"
        super().__init__(f"{place}: {text}")


@dataclass(frozen=True, slots=True)
class StringTable:
    """The sections of one file, each with its lines."""

    name: str
    sections: Mapping[str, tuple[str, ...]]

    def words(self, section: str) -> frozenset[str]:
        """Return the words of a section; raises LexiconError if it is missing."""
        return self._unique(
            section, (word for line in self._lines(section) for word in line.split())
        )

    def phrases(self, section: str) -> frozenset[str]:
        """Return the phrases of a section; raises LexiconError if it is missing."""
        parts = (part.strip() for line in self._lines(section) for part in line.split(","))
        return self._unique(section, filter(None, parts))

    def _lines(self, section: str) -> tuple[str, ...]:
        if section not in self.sections:
            raise LexiconError(self.name, None, f"there is no section [{section}]; add it")
        return self.sections[section]

    def _unique(self, section: str, entries: Iterable[str]) -> frozenset[str]:
        seen: set[str] = set()
        for entry in entries:
            # Refused, not ignored: people tend to change a duplicate in only one of its places.
            if entry in seen:
                raise LexiconError(
                    self.name, None, f"{entry!r} stands twice in [{section}]; remove one of them"
                )
            seen.add(entry)
        return frozenset(seen)


def read_lexicon(package: str, name: str) -> StringTable:
    """Read a file of a package; raises LexiconError if it is malformed."""
    return parse_lexicon(name, files(package).joinpath(name).read_text(encoding="utf-8"))


def parse_lexicon(name: str, text: str) -> StringTable:
    """Divide a text into its sections; raises LexiconError if it is malformed."""
    sections: dict[str, list[str]] = {}
    current: list[str] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        content = line.partition("#")[0].strip()
        if not content:
            continue
        if content.startswith("["):
            heading = _HEADING.fullmatch(content)
            if heading is None:
                raise LexiconError(
                    name, number, f"{content!r} is no heading: write [small letters]"
                )
            if heading[1] in sections:
                raise LexiconError(name, number, f"[{heading[1]}] stands twice; merge the two")
            current = sections.setdefault(heading[1], [])
        elif current is None:
            raise LexiconError(name, number, "words stand before the first [section]")
        else:
            current.append(content)
    return StringTable(name, {heading: tuple(lines) for heading, lines in sections.items()})

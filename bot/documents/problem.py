"""Problems of seed files, worded so that their authors can fix them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Problem:
    """A defect of one seed file: of the whole file where `line` is None, else of that line.

    `name` is the file's path relative to the seeds folder, in characters that can be printed;
    `line` counts from 1, in the file; `text` says what is wrong, and how to fix it.
    """

    name: str
    line: int | None
    text: str

    @property
    def place(self) -> str:
        """The file, and the line if one is known."""
        return self.name if self.line is None else f"{self.name}, line {self.line}"


@dataclass(frozen=True, slots=True)
class Hidden(Problem):
    """Why a file is not loaded although it is in order: its author does not show it.

    `until` is the day on which it is to be shown, where one is known.
    """

    until: date | None = None


@dataclass(frozen=True, slots=True)
class PassedOver(Problem):
    """Why a file is not read at all: its kind is unknown, or what reads it is not installed."""


@dataclass(frozen=True, slots=True)
class WithoutText(Problem):
    """Why a file is no article although nothing is wrong with it: it has headings and links only.

    Every documentation site has such pages.
    """


@dataclass(frozen=True, slots=True)
class Warned:
    """Something ignored or assumed, on a line of the file; None is the whole of it."""

    line: int | None
    text: str


class Rejected(Exception):
    """Reading a seed file came to an end: the file is no article."""

    def __init__(self, line: int | None, text: str) -> None:
        super().__init__(text)
        self.line = line
        self.text = text


class Textless(Rejected):
    """Reading a seed file came to its end without any text."""


class Withheld(Exception):
    """Reading a seed file came to an end: its author does not show it, at least not yet."""

    def __init__(self, line: int | None, text: str, until: date | None = None) -> None:
        super().__init__(text)
        self.line = line
        self.text = text
        self.until = until

"""Errors of changing the seeds folder."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from bot.common.errors import VerbatimError


class SeedBankError(VerbatimError):
    """The seeds folder was not changed; the text says why, and how to fix it."""


class NamesTakenError(SeedBankError):
    """Files of these names are in the seeds folder already."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(
            f"The seeds folder now has a file with that name: {', '.join(names)}."
            " Nothing was changed; please try again."
        )
        self.names = tuple(names)


@contextmanager
def telling(action: str) -> Iterator[None]:
    """Turn an error of the operating system into one that names the failed action."""
    try:
        yield
    except OSError as error:
        raise SeedBankError(f"{action} failed: {error.strerror or error}.") from error

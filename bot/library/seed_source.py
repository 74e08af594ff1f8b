"""Sources of articles: a local folder, or a server that several machines share."""

import errno
import logging
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Protocol

from bot.articles.library import SeedsError
from bot.articles.seed_folder import SeedFolder
from bot.articles.seed_store import Difference, SeedStore, bring, transfer
from bot.common.atomic_files import make_private_folder
from bot.common.wording import write_count

if TYPE_CHECKING:
    from bot.querylog.postgresql.seed_files import PostgresqlSeeds

logger = logging.getLogger(__name__)

COPY_NAME = "articles"
"""The name of the copy's folder, in the folder of the query log."""


class SeedSource(Protocol):
    """A folder of seed files that can be read and changed; every method blocks."""

    @property
    def folder(self) -> Path:
        """The folder to read files from, and to check quotes against."""

    @property
    def is_shared(self) -> bool:
        """Whether an update may bring changes from other machines."""

    def update(self, *, at_start: bool = False) -> None:
        """Bring the folder up to date. Raises SeedsError.

        At a start, the files of an earlier update are enough if this one fails.
        """

    def held(self) -> AbstractContextManager[None]:
        """Keep other processes from changing the folder while the block runs."""

    def change(self, edit: Callable[[Path], object]) -> None:
        """Let `edit` change the files: all of its changes take effect, or none.

        Raises SeedsError, and what `edit` raises.
        """


@dataclass(frozen=True, slots=True)
class OwnSeeds:
    """Implements SeedSource with the folder that people put their files into."""

    folder: Path
    is_shared: ClassVar = False

    def update(self, *, at_start: bool = False) -> None:
        """Do nothing: the folder is what it is."""

    def held(self) -> AbstractContextManager[None]:
        """Lock nothing: a file that changes while it is read is noticed."""
        return nullcontext()

    def change(self, edit: Callable[[Path], object]) -> None:
        """Edit the folder."""
        edit(self.folder)


class SharedSeeds:
    """Implements SeedSource with a server; the folder is this machine's copy of its files.

    The copy only ever holds what the server held at one moment. While the server is away, the copy
    stays as it is. The first machine that has files fills an empty server: from its copy of an
    earlier server, or else from the folder `first`, with files of at most `most_bytes` each.
    """

    is_shared: ClassVar = True

    def __init__(
        self, folder: Path, server: "PostgresqlSeeds", first: Path, most_bytes: int
    ) -> None:
        self.folder = folder
        self._copy = SeedFolder(folder)
        self._server = server
        self._first = SeedFolder(first, most_bytes)

    def update(self, *, at_start: bool = False) -> None:
        """Fetch what has changed on the server. Raises SeedsError."""
        try:
            with self._locked(alone=True):
                try:
                    self._fetch()
                except OSError as error:
                    if not at_start or not self._has_something():
                        raise
                    logger.warning(
                        "The articles on %s cannot be fetched (%s): answers come from the copy of"
                        " them in %s, and quotes are compared with that",
                        *(self._server.name, error.strerror, self.folder),
                    )
        except OSError as error:
            raise SeedsError(
                f"The articles on {self._server.name} cannot be fetched: {_fault_of(error)}. Start"
                " the server, or fix the network, the user or the password; the bot keeps what it"
                " has loaded."
            ) from error

    def held(self) -> AbstractContextManager[None]:
        """Keep other processes on this machine from fetching while the block runs."""
        return self._locked(alone=False)

    def change(self, edit: Callable[[Path], object]) -> None:
        """Let `edit` change a draft of the files, and write the differences to the server.

        Across all machines, one process does so at a time, and it starts from the newest files.
        """
        draft = self.folder.with_name(f"{COPY_NAME}.draft")

        def write(files: SeedStore) -> None:
            self._fill(files, self._copy)
            transfer(files, self._copy)
            edited = SeedFolder(draft)
            transfer(self._copy, edited)
            before = edited.listing()
            edit(draft)
            after = edited.listing()
            bring(edited, files, Difference.between(before, after), after)

        try:
            with self._locked(alone=True):
                if draft.is_symlink():  # to a folder whose files would be taken for ours
                    draft.unlink()
                shutil.rmtree(draft, ignore_errors=True)  # what a killed process left
                make_private_folder(draft)
                self._server.writing(write)
                shutil.rmtree(draft, ignore_errors=True)
        except OSError as error:
            raise SeedsError(
                f"The articles on {self._server.name} cannot be changed at the moment:"
                f" {_fault_of(error)}. Start the server, or fix the network, the user or the"
                " password, and try again; if the connection broke at the last moment, the change"
                " may have been made."
            ) from error

    def _fetch(self) -> None:
        def fetch(files: SeedStore) -> bool:
            listing = files.listing()
            # An empty server is to be filled; the copy must not become as empty.
            if listing:
                difference = Difference.between(self._copy.listing(), listing)
                bring(files, self._copy, difference, listing)
            return bool(listing)

        def fill(files: SeedStore) -> None:
            if not self._fill(files, self._copy, self._first):
                raise SeedsError(
                    f"{self._server.name} has no articles, and {self._first.path} has none either."
                    " Put articles into that folder, or write those of another to the server:"
                    " verbatim seeds push FOLDER"
                )
            transfer(files, self._copy)

        if not self._server.reading(fetch):
            self._server.writing(fill)

    def _fill(self, files: SeedStore, *folders: SeedFolder) -> bool:
        """Fill an empty server from the first folder that has files; False if none has."""
        if files.listing():
            return True
        for folder in folders:
            if count := len(folder.listing()):
                transfer(folder, files)
                told = self._server.name, write_count(count, "file"), folder.path
                logger.warning("%s had no articles; it was given the %s of %s", *told)
                if folder.too_large:
                    large = ", ".join(folder.too_large)
                    logger.warning("Larger than seeds.max_file_bytes, so not written: %s", large)
                return True
        return False

    def _has_something(self) -> bool:
        """Whether there are files; those of `first` are copied if no server was ever reached."""
        if not self._copy.listing():
            transfer(self._first, self._copy)
        return bool(self._copy.listing())

    @contextmanager
    def _locked(self, *, alone: bool) -> Iterator[None]:
        if self.folder.is_symlink():  # files that the server lacks would be removed there
            raise SeedsError(
                f"{self.folder} is a link. Verbatim keeps its copy of the articles there, and would"
                " remove all other files: delete the link."
            )
        make_private_folder(self.folder)
        if sys.platform == "win32":  # where the driver does not work in the bot
            yield
            return
        import fcntl

        descriptor = os.open(
            self.folder.with_name(f"{COPY_NAME}.lock"), os.O_RDWR | os.O_CREAT, 0o600
        )
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
            yield
        finally:
            os.close(descriptor)


def _fault_of(error: OSError) -> str:
    text = error.strerror or str(error)
    return text if error.errno == errno.EIO else f"{text} ({error.filename})"

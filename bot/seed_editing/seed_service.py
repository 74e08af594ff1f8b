"""Changes the seeds folder and the live corpus together, one change after the other."""

import asyncio
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bot.articles.files import find_files
from bot.articles.library import require_folder
from bot.config.model import Seeds
from bot.library.live import LiveCorpus
from bot.library.reload_signal import ReloadSignal, Signal
from bot.library.reloaded import Reload
from bot.seed_editing.errors import SeedBankError
from bot.seed_editing.model import Draft, Limits, Plan, SeedFile, SeedText, Trashed
from bot.seed_editing.paths import root_of
from bot.seed_editing.planning import keep_both, plan_upload
from bot.seed_editing.storing import remove, restore, store
from bot.seed_editing.trash import list_trash


@dataclass(frozen=True, slots=True)
class SeedService:
    """Edits the seeds folder: when a method returns, the change is on disk and in the answers.

    The `signal` makes other processes reload. Each method may raise SeedBankError, or SeedsError if
    the folder as a whole cannot be read.
    """

    live: LiveCorpus
    limits: Limits
    signal: Signal = field(default_factory=ReloadSignal)

    @property
    def folder(self) -> Path:
        """The folder that the articles are read from."""
        return self.live.folder

    async def plan(self, upload: SeedText) -> Plan:
        """Read an upload, and plan how it would be added."""
        return await asyncio.to_thread(plan_upload, self.folder, upload, self.limits)

    async def add(self, drafts: Sequence[Draft], *, replace: bool = False) -> Reload:
        """Store articles; with `replace`, also over existing ones."""
        names = [draft.name for draft in drafts]
        edit = partial(store, drafts=drafts, limits=self.limits, replace=replace)
        return await self._change(edit, names)

    async def add_beside(self, plan: Plan) -> Reload:
        """Store the articles of a plan, under other names if theirs are taken."""
        return await self._change(partial(self._store_beside, plan))

    async def remove(self, name: str) -> Reload:
        """Move an article's file to the trash; the last article stays."""
        return await self._change(partial(self._remove, name), [name])

    async def restore(self, item: Trashed) -> Reload:
        """Move a file from the trash back to its place."""
        return await self._change(partial(restore, item=item, limits=self.limits), [item.name])

    async def reload(self) -> Reload:
        """Read the folder again."""
        return await self._change(None)

    async def check(self) -> Reload:
        """Report what a reload would change."""
        return await self.live.dry_run()

    async def files(self) -> tuple[SeedFile, ...]:
        """List the files of the seeds folder, by name."""
        return await asyncio.to_thread(list_files, self.folder)

    async def trash(self) -> tuple[Trashed, ...]:
        """List the files in the trash, the latest first."""
        return await asyncio.to_thread(list_trash, root_of(self.folder))

    async def _change(
        self, edit: Callable[[Path], object] | None, files: Collection[str] | None = None
    ) -> Reload:
        """Change the folder and reload, here and in other processes; only `files`, if given.

        Reloads even after a failure, which may have left half of a change.
        """
        try:
            return await self.live.change(edit, files)
        finally:
            await asyncio.to_thread(self.signal.give)

    def _store_beside(self, plan: Plan, folder: Path) -> None:
        store(folder, keep_both(folder, plan), self.limits, replace=False)

    def _remove(self, name: str, folder: Path) -> None:
        others = (one.name for one in self.live.library.articles if one.name != name)
        # On the disk, since another process may have removed them.
        if not any((folder / other).exists() for other in others):
            raise SeedBankError(
                "This is the last article. Verbatim cannot start without one: add another first."
            )
        remove(folder, name, self.limits)


def limits_of(seeds: Seeds) -> Limits:
    """Return the limits that the configuration sets."""
    return Limits(
        file_bytes=seeds.max_file_bytes,
        upload_bytes=seeds.max_upload_bytes,
        files=seeds.max_files,
        trashed=seeds.max_trashed,
    )


def list_files(folder: Path) -> tuple[SeedFile, ...]:
    """Return the seed files, in the order of their names; raises SeedsError without a folder."""
    require_folder(folder)
    return tuple(sorted(_files(folder), key=lambda file: file.name))


def _files(folder: Path) -> Iterator[SeedFile]:
    for found in find_files(folder):
        if isinstance(found, tuple):
            name, path = found
            try:
                status = path.stat()
            except OSError:  # gone meanwhile, or a link to nothing
                continue
            changed = datetime.fromtimestamp(status.st_mtime, UTC)
            yield SeedFile(name, status.st_size, changed)

"""Writes to the seeds folder: every change is complete, or undone."""

import os
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from bot.articles.files import find_files
from bot.seed_editing import trash
from bot.seed_editing.errors import NamesTakenError, SeedBankError, telling
from bot.seed_editing.model import Draft, Limits, Trashed
from bot.seed_editing.names import likeness
from bot.seed_editing.paths import is_plain_file, path_in, root_of
from bot.seed_editing.placing import place, sweep_drafts, sync_folder, write_draft


def store(folder: Path, drafts: Sequence[Draft], limits: Limits, *, replace: bool) -> None:
    """Write drafts into the seeds folder, all of them or none.

    With `replace`, replaced files go to the trash. Raises NamesTakenError if a name is taken
    without that, and SeedBankError if there would be too many files, or the system refuses.
    """
    root = root_of(folder)
    with telling("Writing to the seeds folder"):
        sweep_drafts(root)
        replaced = _replaced(root, drafts, replace=replace)
        _refuse_too_many(root, len(drafts) - len(replaced), limits)
        # Whatever fails below takes back all that was done before it, in reverse order.
        with ExitStack() as undo:
            written = [_write(root, draft, undo) for draft in drafts]
            batch = trash.open_batch(root, datetime.now(UTC)) if replaced else root
            for draft, source in zip(drafts, written, strict=True):
                if draft.name in replaced:
                    _replace(root, draft.name, source, batch, undo)
                else:
                    _place(source, root / draft.name)
                    undo.callback((root / draft.name).unlink)
            sync_folder(root)
            # Everything is in place and on the disk, so that nothing is to be undone any more.
            undo.pop_all()
        trash.prune(root, limits.trashed)


def remove(folder: Path, name: str, limits: Limits) -> None:
    """Move a seed file to the trash. Raises SeedBankError if it is no file that can be moved."""
    root = root_of(folder)
    path = path_in(root, name)
    with telling(f"Removing {name}"):
        if name not in _seed_names(root) or not is_plain_file(path):
            raise SeedBankError(f"{name} cannot be removed from here: it is gone, or it is a link.")
        trash.throw_away(root, name, trash.open_batch(root, datetime.now(UTC)))
        sync_folder(path.parent)
        trash.prune(root, limits.trashed)


def restore(folder: Path, item: Trashed, limits: Limits) -> None:
    """Move a file from the trash back to its place.

    Raises NamesTakenError if another file has its place, and SeedBankError if it is no longer in
    the trash or there would be too many files.
    """
    root = root_of(folder)
    if item not in trash.list_trash(root):
        raise SeedBankError(f"{item.name} is no longer in the trash.")
    target = path_in(root, item.name)
    with telling(f"Restoring {item.name}"):
        _refuse_too_many(root, 1, limits)
        target.parent.mkdir(parents=True, exist_ok=True)
        if likeness(target.name) in map(likeness, os.listdir(target.parent)):
            raise NamesTakenError([item.name])
        _place(trash.path_of(root, item), target)
        sync_folder(target.parent)
        trash.prune(root, limits.trashed)


def _replaced(root: Path, drafts: Sequence[Draft], *, replace: bool) -> frozenset[str]:
    """Return the names of files that drafts replace; raises NamesTakenError if none may."""
    there = {likeness(name): name for name in os.listdir(root)}
    taken = {draft.name: there.get(likeness(draft.name)) for draft in drafts}
    in_the_way = [
        name
        for draft_name, name in taken.items()
        if name and not (replace and name == draft_name and is_plain_file(root / name))
    ]
    if in_the_way:
        raise NamesTakenError(in_the_way)
    return frozenset(name for name in taken.values() if name)


def _write(root: Path, draft: Draft, undo: ExitStack) -> Path:
    path = write_draft(root, draft.data)
    undo.callback(path.unlink, missing_ok=True)
    return path


def _replace(root: Path, name: str, source: Path, batch: Path, undo: ExitStack) -> None:
    """Put a new version in the place of a file, which is never missing meanwhile."""
    undo.callback(os.replace, trash.keep_copy(root, name, batch), root / name)
    os.replace(source, root / name)


def _place(source: Path, target: Path) -> None:
    try:
        place(source, target)
    except FileExistsError:
        raise NamesTakenError([target.name]) from None


def _seed_names(root: Path) -> frozenset[str]:
    return frozenset(found[0] for found in find_files(root) if isinstance(found, tuple))


def _refuse_too_many(root: Path, more: int, limits: Limits) -> None:
    count = len(_seed_names(root))
    if more and count + more > limits.files:
        raise SeedBankError(
            f"The seeds folder has {count:,} files, and the limit is {limits.files:,}. Remove"
            " some, or raise seeds.max_files."
        )

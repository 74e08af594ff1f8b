"""Watches the seeds folder and reloads within seconds of a change."""

import asyncio
import logging
import os
import stat
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from bot.articles.files import HIDDEN, find_again, find_files
from bot.common.background import in_background
from bot.common.errors import VerbatimError
from bot.config import ConfigError
from bot.documents.registry import SUFFIXES
from bot.library.live import LiveCorpus

logger = logging.getLogger(__name__)

QUIET = 2.0
"""Seconds in which no file may have changed before they are read: who writes pauses for less."""

_PATIENCE = 30.0  # seconds of changes after which a warning says that they do not end
_STEP, _DEBOUNCE = 50, 1_000  # milliseconds in which watchfiles gathers changes

_MOST_TOLD = 1_000
"""Changed files up to which only these are looked at; of more, the system may have lost some."""

Names = Collection[str] | None
"""The names of the files that have changed; None if the whole folder is to be looked at."""

Reload = Callable[[Names], Awaitable[object]]
State = frozenset[tuple[str, int, int, int]]


@dataclass(frozen=True, slots=True)
class _Place:
    """A folder, distinguished from another of the same path by its device and file number."""

    path: str
    device: int
    number: int


@asynccontextmanager
async def watching(live: LiveCorpus, *, is_wanted: bool) -> AsyncIterator[None]:
    """Reload on changes in the seeds folder while the block runs, if that is wanted."""
    if not is_wanted:
        yield
        return
    async with in_background(watch_folder(live.folder, live.reload), "watch"):
        yield


def require_watchfiles() -> None:
    """Raise ConfigError if the package that watches folders is not installed."""
    if find_spec("watchfiles") is None:
        raise ConfigError(
            "seeds.watch needs watchfiles, which is not installed. Install it with:"
            " pip install '.[watch]', or set seeds.watch to false."
        )


async def watch_folder(folder: Path, reload: Reload, *, quiet: float = QUIET) -> None:
    """Reload when seed files have changed, and then not for `quiet` seconds; until cancelled.

    What fails is logged, and tried again at the next change. Where the folder is gone, or is
    replaced by another, it is waited for and watched anew.
    """
    was_there = True
    while True:
        place = await asyncio.to_thread(_find, folder)
        if place is not None:
            logger.info("Watching %s", folder)
            try:
                await _watch_one(folder, place, reload, quiet)
            except Exception:  # whatever it is, the next change is not to be missed
                logger.exception("Watching %s failed; it goes on", folder)
        elif was_there:
            logger.warning("The folder %s is gone; its articles stay until it is back", folder)
        was_there = place is not None
        await asyncio.sleep(quiet)


async def _watch_one(folder: Path, place: _Place, reload: Reload, quiet: float) -> None:
    """Watch until another folder, or none, is in the place of this one."""
    from watchfiles import Change, awatch  # an extra, which is needed here alone

    def is_of_seeds(change: Change, path: str) -> bool:
        inside = path[len(place.path) :]
        return not inside or _may_change_seeds(inside, change is Change.modified)

    batches = awatch(
        place.path,
        watch_filter=is_of_seeds,
        debounce=_DEBOUNCE,
        step=_STEP,
        rust_timeout=round(quiet * 1_000),
        yield_on_timeout=True,
    )
    is_first = True
    changed: set[str] | None = None  # there may have been any changes before the watch began
    async with aclosing(batches):
        async for batch in batches:
            if changed is not None:
                changed.update(_name(path, place) for _, path in batch)
            names = None if changed is None or len(changed) > _MOST_TOLD else frozenset(changed)
            if batch or is_first:
                await _settle(folder, names, quiet)
            is_gone = any(path == place.path for _, path in batch)
            if is_gone or await asyncio.to_thread(_find, folder) != place:
                return
            if batch or is_first:
                changed = set() if await _reload(reload, names) else changed
                is_first = False


def _name(path: str, place: _Place) -> str:
    return path[len(place.path) :].lstrip(os.sep).replace(os.sep, "/")


async def _settle(folder: Path, names: Names, quiet: float) -> None:
    """Wait until the seed files have stayed as they are for a while."""
    waited, before = 0.0, await asyncio.to_thread(_state, folder, names)
    while True:
        await asyncio.sleep(quiet)
        waited += quiet
        now = await asyncio.to_thread(_state, folder, names)
        if now == before:
            return
        if waited >= _PATIENCE:
            changing = ", ".join(sorted({name for name, *_ in now ^ before}))
            logger.warning("The seeds are not read while files keep changing: %s", changing)
            waited = 0.0
        before = now


async def _reload(reload: Reload, names: Names) -> bool:
    try:
        await reload(names)
    except VerbatimError as error:
        logger.warning("The changed seeds could not be read: %s", error)
        return False
    return True


def _may_change_seeds(inside: str, is_modified: bool) -> bool:
    """Whether a change at a path in the folder can be one of its articles.

    What is new or gone can be a folder of them; what is modified is a file, or says nothing more.
    """
    parts = Path(inside.lstrip(os.sep)).parts
    if not parts or any(part.startswith(HIDDEN) for part in parts):
        return False
    # Editors write backup and swap files next to the file; those are hidden or have other suffixes.
    return not is_modified or parts[-1].lower().endswith(SUFFIXES)


def _find(folder: Path) -> _Place | None:
    """Return where a folder really is, and what identifies it; None if there is none."""
    try:
        status = folder.stat()
    except OSError:
        return None
    if not stat.S_ISDIR(status.st_mode):
        return None
    return _Place(os.path.realpath(folder), status.st_dev, status.st_ino)


def _state(folder: Path, names: Names) -> State:
    """Return name, size, time and file number of seed files, which change with their content."""
    states: set[tuple[str, int, int, int]] = set()
    told = None if names is None else find_again(folder, names)
    for found in find_files(folder) if told is None else told:
        if isinstance(found, tuple):
            name, path = found
            try:
                status = path.stat()
            except OSError:  # gone meanwhile
                continue
            states.add((name, status.st_size, status.st_mtime_ns, status.st_ino))
    return frozenset(states)

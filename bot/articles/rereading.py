"""Reads a folder of seed files again: all of it, or only the files that have changed."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from bot.articles.files import find_again, printable
from bot.articles.library import (
    Changes,
    Library,
    Problem,
    by_name,
    by_place,
    read_files,
    read_folder,
    require_folder,
    succeed,
    warnings_of,
)

_Kind = TypeVar("_Kind", bound=Problem)


def read_again(
    folder: Path, names: Collection[str] | None, *, max_bytes: int, known: Library
) -> tuple[Library, Changes]:
    """Read a folder again, and return what `succeed` does.

    With `names`, only these files are looked at; the others are then taken to be as in `known`.
    Raises SeedsError as `read_folder` does.
    """
    require_folder(folder)
    told = _reread(folder, names, max_bytes, known) if names else None
    return told or succeed(known, read_folder(folder, max_bytes=max_bytes, known=known))


def _reread(
    folder: Path, names: Collection[str], max_bytes: int, known: Library
) -> tuple[Library, Changes] | None:
    """Read only these files; None if only reading the whole folder can tell."""
    told = frozenset(names)
    found = find_again(folder, told)
    # A name that no file had may be a folder that was moved or removed; which files that concerns,
    # only a walk through the folder shows.
    folders = tuple(f"{name}/" for name in told - known.seen.keys())
    if found is None or (folders and any(name.startswith(folders) for name in _names_in(known))):
        return None
    told |= frozenset(map(printable, told))
    before = [one for one in known.articles if one.name in told]
    read, changes = succeed(Library(tuple(before)), read_files(folder, found, max_bytes, known))
    articles = [one for one in known.articles if one.name not in told]
    articles = sorted((*articles, *read.articles), key=attrgetter("name"))
    seen = dict(known.seen)
    for name in told:
        seen.pop(name, None)
    seen.update(read.seen)
    kept = tuple(one.name for one in articles if one.name not in seen)
    digests = {one.digest for one in (*before, *read.articles)}
    # Equal files warn of each other, so that a change of one also changes the warnings of the
    # others.
    alike = {one.name for one in articles if one.digest in digests and one.name in seen}
    return Library(
        tuple(articles),
        by_name((*_without(known.rejected, told), *read.rejected)),
        by_place((*_without(known.warnings, told | alike), *warnings_of(seen, sorted(alike)))),
        by_name((*_without(known.hidden, told), *read.hidden)),
        by_name((*_without(known.passed_over, told), *read.passed_over)),
        MappingProxyType(seen),
    ), replace(changes, kept=kept)


def _names_in(library: Library) -> Iterator[str]:
    """Yield the names of all files, also of those that are no articles."""
    yield from (article.name for article in library.articles)
    yield from (one.name for one in (*library.rejected, *library.hidden, *library.passed_over))


def _without(problems: Iterable[_Kind], names: Collection[str]) -> Iterator[_Kind]:
    return (problem for problem in problems if problem.name not in names)

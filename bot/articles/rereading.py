"""Reads a folder of seed files again: all of it, or only the files that have changed."""

from bisect import bisect_left, insort
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import compress
from operator import attrgetter, itemgetter
from pathlib import Path
from types import MappingProxyType

from bot.articles.files import find_again, printable
from bot.articles.library import (
    Changes,
    Library,
    Problem,
    library_of,
    read_files,
    read_folder,
    require_folder,
    succeed,
    warnings_of,
)
from bot.articles.model import Article

_NAME, _DIGEST = attrgetter("name"), attrgetter("digest")


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
    """Read only these files; None if only reading the whole folder can tell.

    Of the others, little more is done than to copy the references to them.
    """
    told = frozenset(names)
    found = find_again(folder, told)
    # A name that no file had may be a folder that was moved or removed; which files that concerns,
    # only a walk through the folder shows.
    if found is None or any(_has_files_in(f"{name}/", known) for name in told - known.seen.keys()):
        return None
    told |= frozenset(map(printable, told))
    articles, seen = list(known.articles), known.seen.copy()
    before = [articles.pop(at) for name in sorted(told) for at in _place_of(name, articles)]
    read, changes = succeed(Library(tuple(before)), read_files(folder, found, max_bytes, known))
    for article in read.articles:
        insort(articles, article, key=_NAME)
    for name in told - read.seen.keys():
        seen.pop(name, None)
    seen.update(read.seen)
    if not read.seen.keys() <= known.seen.keys():  # those that are new were put at the end
        seen = dict(sorted(seen.items(), key=itemgetter(0)))
    digests = {one.digest for one in (*before, *read.articles)}
    # Equal files warn of each other, so that a change of one also changes the warnings of the
    # others.
    is_alike = map(digests.__contains__, map(_DIGEST, articles))
    alike = {one.name for one in compress(articles, is_alike) if one.name in seen}
    library = library_of(
        tuple(articles),
        [*_without(known.unread, told), *read.unread],
        [*_without(known.warnings, told | alike), *warnings_of(seen, sorted(alike))],
        MappingProxyType(seen),
    )
    return library, replace(changes, kept=tuple(one.name for one in library.kept))


def _place_of(name: str, articles: Sequence[Article]) -> range:
    """The place of an article among others in the order of their names, if it is there."""
    at = bisect_left(articles, name, key=_NAME)
    return range(at, at + (at < len(articles) and articles[at].name == name))


def _has_files_in(folder: str, library: Library) -> bool:
    """Whether a folder, with a `/` at its end, had files, also such as are no articles."""
    at = bisect_left(library.articles, folder, key=_NAME)
    names = [article.name for article in library.articles[at : at + 1]]
    names += (problem.name for problem in library.unread)
    return any(name.startswith(folder) for name in names)


def _without(problems: Iterable[Problem], names: Collection[str]) -> Iterator[Problem]:
    return (problem for problem in problems if problem.name not in names)

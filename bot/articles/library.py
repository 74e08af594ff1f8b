"""A folder of seed files → its articles, and what changed since it was last read."""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from bot.articles.files import Signature, find_files, itself_and_above, read_bytes, signature_of
from bot.articles.model import Article
from bot.articles.reader import ReadArticle, read_article
from bot.articles.seed_store import Difference, Listing
from bot.common.errors import VerbatimError
from bot.common.progress import Progress, Step, ignore_progress
from bot.documents.problem import Hidden, PassedOver, Problem, Rejected, WithoutText
from bot.documents.registry import TEXT_SUFFIXES

__all__ = ["Changes", "Library", "Problem", "SeedsError", "read_folder", "succeed"]

_Kind = TypeVar("_Kind", bound=Problem)


class SeedsError(VerbatimError):
    """The seeds folder as a whole cannot be read."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What was read of a file, and the signature that it had then; None if it may yet change.

    `is_cached` if an earlier process read it, so that the file may say something else.
    """

    read: ReadArticle
    signature: Signature | None
    is_cached: bool = False


@dataclass(frozen=True, slots=True)
class Library:
    """What a folder holds: articles by name, rejected files, and what was ignored in the others.

    `hidden` are files that are in order, but that their authors do not show, at least not yet,
    and `passed_over` are of a kind that is not read.

    `seen` has the articles' files by name, in that order, so that they need not be read again.
    """

    # Without their texts in its representation, which a task's error message or log would have.
    articles: Sequence[Article] = field(repr=False)
    rejected: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()
    seen: MappingProxyType[str, Seen] = field(
        default_factory=lambda: MappingProxyType({}), repr=False, compare=False
    )

    @property
    def kept(self) -> tuple[Article, ...]:
        """The articles of an earlier reading, whose files are rejected now."""
        has_any = len(self.articles) > len(self.seen)
        return tuple(one for one in self.articles if one.name not in self.seen) if has_any else ()

    @property
    def unread(self) -> tuple[Problem, ...]:
        """Why other files are not articles."""
        return (*self.rejected, *self.hidden, *self.passed_over)

    @property
    def faulty(self) -> tuple[Problem, ...]:
        """The rejected files that need fixing, which a page without text does not."""
        return tuple(each for each in self.rejected if not isinstance(each, WithoutText))


@dataclass(frozen=True, slots=True)
class Changes:
    """Names of articles, by what happened to them between two readings of a folder.

    `kept` are those whose file is rejected now, and whose earlier version therefore stays.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()

    @classmethod
    def between(cls, before: Listing, now: Listing, kept: Collection[str] = ()) -> "Changes":
        """The changes from one listing of the articles' digests to another.

        The `kept` ones are not removed, whether or not `now` lists them.
        """
        found = Difference.between(before, now)
        removed = tuple(sorted(set(found.gone).difference(kept)))
        return cls(found.new, found.changed, removed, tuple(sorted(kept)))


NOTHING = Library(())


def read_folder(
    folder: Path,
    *,
    max_bytes: int = 1_048_576,
    known: Library = NOTHING,
    progress: Progress = ignore_progress,
) -> Library:
    """Read every seed file below a folder; what cannot be read is in the library's `rejected`.

    `max_bytes` is the size above which a file is rejected. A file that has not changed since it was
    read for `known`, with the same `max_bytes`, is not read again. Two files with the same bytes
    are both read, with a warning. Raises SeedsError if the folder itself is missing or
    unreadable.
    """
    require_folder(folder)
    return read_files(folder, list(find_files(folder)), max_bytes, known, progress)


def succeed(previous: Library, current: Library) -> tuple[Library, Changes]:
    """Take over from `previous` the articles whose files `current` rejects, and tell what changed.

    An article is of a rejected file also if the rejected name is a folder above it.
    """
    before = {article.name: article for article in previous.articles}
    now = {article.name: article for article in current.articles}
    unread = {problem.name for problem in current.rejected}
    # A file that is being edited may be wrong for a moment; its article must not vanish meanwhile.
    kept = {
        name: article
        for name, article in before.items()
        if name not in now and not unread.isdisjoint(itself_and_above(name))
    }
    articles = sorted((now | kept).values(), key=lambda article: article.name)
    changes = Changes.between(_digests(before), _digests(now), kept.keys())
    return replace(current, articles=tuple(articles)), changes


def read_files(
    folder: Path,
    files: Sequence[tuple[str, Path] | Problem],
    max_bytes: int,
    known: Library,
    progress: Progress = ignore_progress,
) -> Library:
    """Read files that were found in a folder, as `read_folder` does."""
    seen: dict[str, Seen] = {}
    rejected: list[Problem] = []
    for number, found in enumerate(files):
        progress(Step.READING, number, len(files))
        if isinstance(found, Problem) and not found.name:  # the folder itself, gone since
            raise SeedsError(f"The seeds folder {folder} {found.text}.")
        read = found if isinstance(found, Problem) else _see(*found, max_bytes, known.seen)
        if isinstance(read, Problem):
            rejected.append(read)
        else:
            seen[read.read.article.name] = read
    seen = dict(sorted(seen.items(), key=itemgetter(0)))
    articles = tuple(each.read.article for each in seen.values())
    return library_of(articles, rejected, warnings_of(seen, tuple(seen)), MappingProxyType(seen))


def read_file(name: str, path: Path, max_bytes: int) -> ReadArticle | Problem:
    """Read the article in a file, or say why it is none. Raises OSError."""
    try:
        return read_article(name, read_bytes(path, max_bytes))
    except Rejected as rejected:
        return Problem(name, rejected.line, rejected.text)


def library_of(
    articles: Sequence[Article],
    unread: Sequence[Problem],
    warnings: Iterable[Problem],
    seen: MappingProxyType[str, Seen] = NOTHING.seen,
) -> Library:
    """The library of articles, with why other files are not articles."""
    return Library(
        articles,
        _by_name(filter(is_rejection, unread)),
        tuple(sorted(warnings, key=lambda problem: (problem.name, problem.line or 0))),
        _by_name(problem for problem in unread if isinstance(problem, Hidden)),
        _by_name(problem for problem in unread if isinstance(problem, PassedOver)),
        seen,
    )


def is_rejection(problem: Problem) -> bool:
    """Whether a problem means that an article could not be read, though it should be."""
    return not isinstance(problem, Hidden | PassedOver)


def warnings_of(seen: Mapping[str, Seen], names: Sequence[str]) -> Iterator[Problem]:
    """Yield the warnings about some files; all that have the same bytes are among them."""
    yield from _duplicates([seen[name].read.article for name in names])
    yield from (warning for name in names for warning in seen[name].read.warnings)


def require_folder(folder: Path) -> None:
    """Raise SeedsError if there is no folder to read."""
    if not folder.exists():
        raise SeedsError(
            f"The seeds folder {folder} does not exist: make it and put articles into it, as"
            f" {TEXT_SUFFIXES} files, or name another folder."
        )
    if not folder.is_dir():
        raise SeedsError(f"{folder} is a file: name the folder that the seed files are in.")
    try:
        with os.scandir(folder):
            pass
    except OSError as error:
        raise SeedsError(f"The seeds folder {folder} cannot be read: {error.strerror}.") from None


def _see(name: str, path: Path, max_bytes: int, known: Mapping[str, Seen]) -> Seen | Problem:
    """Read a file, unless it is as it was when it was read before."""
    before = known.get(name)
    signature = signature_of(path)
    if before and signature and signature == before.signature:
        return before
    read = read_file(name, path, max_bytes)
    if isinstance(read, Problem):
        return read
    if before and before.read.article.digest == read.article.digest:
        # The same object, so that others can tell that nothing changed.
        return Seen(before.read, signature, before.is_cached)
    return Seen(read.sharing(before.read.article) if before else read, signature)


def _by_name(problems: Iterable[_Kind]) -> tuple[_Kind, ...]:
    return tuple(sorted(problems, key=lambda problem: problem.name))


def _digests(articles: Mapping[str, Article]) -> Listing:
    return {name: article.digest for name, article in articles.items()}


def _duplicates(articles: Sequence[Article]) -> list[Problem]:
    """Warn of files with the same bytes, which would give each answer twice."""
    first: dict[str, str] = {}
    problems: list[Problem] = []
    for article in articles:
        original = first.setdefault(article.digest, article.name)
        if original != article.name:
            problems.append(
                Problem(article.name, None, f"is the same as {original}; remove one of them")
            )
    return problems

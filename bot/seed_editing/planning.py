"""Plans an upload: each file is read as an article before any is written."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.articles.files import printable
from bot.articles.reader import read_article
from bot.documents.problem import Problem
from bot.documents.registry import SUFFIXES
from bot.seed_editing.errors import SeedBankError, telling
from bot.seed_editing.model import Draft, Limits, Plan, SeedText
from bot.seed_editing.names import NOT_SUPPORTED, file_name, likeness, numbered
from bot.seed_editing.paths import is_plain_file, root_of
from bot.seed_editing.unpacking import unpack

ARCHIVE = ".zip"


def plan_upload(folder: Path, upload: SeedText, limits: Limits) -> Plan:
    """Plan to store an uploaded seed file, or the files of a zip archive.

    Raises SeedBankError if the name is of neither kind, or the upload is refused as a whole.
    """
    if len(upload.data) > limits.upload_bytes:
        raise too_large(len(upload.data), limits)
    if upload.name.lower().endswith(ARCHIVE):
        return _plan(folder, unpack(upload.data, limits), limits)
    if file_name(upload.name) is None:
        raise SeedBankError(
            f"This kind of file cannot be uploaded, only {', '.join((*SUFFIXES, ARCHIVE))}."
        )
    return _plan(folder, [upload], limits)


def too_large(size: int, limits: Limits) -> SeedBankError:
    """Say that an upload of `size` bytes is more than is taken."""
    return SeedBankError(
        f"The upload is larger than the limit: {size:,} bytes of at most"
        f" {limits.upload_bytes:,}. Split it, or raise seeds.max_upload_bytes."
    )


def keep_both(folder: Path, plan: Plan) -> tuple[Draft, ...]:
    """Return the drafts of a plan, with free names for those that would replace a file."""
    taken = set(_names_by_likeness(root_of(folder))) | {likeness(one.name) for one in plan.new}
    drafts = list(plan.new)
    for draft in plan.replacing:
        name = numbered(draft.name, taken)
        taken.add(likeness(name))
        drafts.append(Draft(name, draft.data, draft.article))
    return tuple(drafts)


def _plan(folder: Path, texts: Iterable[SeedText | Problem], limits: Limits) -> Plan:
    root = root_of(folder)
    there = _names_by_likeness(root)
    new: dict[str, Draft] = {}
    replacing: dict[str, Draft] = {}
    same: list[str] = []
    rejected: list[Problem] = []
    # By likeness, not by name: 'Bridge.txt' and 'bridge.txt' are one file on Windows and macOS.
    for read in _read_all(texts, limits):
        if isinstance(read, Problem):
            rejected.append(Problem(_printable(read.name), read.line, read.text))
            continue
        like = likeness(read.name)
        if like in new or like in replacing:
            text = "has the same name as another file in the archive; rename one"
            rejected.append(Problem(read.name, None, text))
        elif like not in there:
            new[like] = read
        elif not is_plain_file(root / there[like]):
            text = "has the name of a folder or a link in the seeds folder; rename it"
            rejected.append(Problem(read.name, None, text))
        elif _holds(root / there[like], read.data):
            same.append(there[like])
        else:
            replacing[like] = Draft(there[like], read.data, read.article)
    return Plan(tuple(new.values()), tuple(replacing.values()), tuple(same), tuple(rejected))


def _read_all(texts: Iterable[SeedText | Problem], limits: Limits) -> Iterator[Draft | Problem]:
    for text in texts:
        yield text if isinstance(text, Problem) else _read(text, limits)


def _read(text: SeedText, limits: Limits) -> Draft | Problem:
    """Read a file as it would be read from the seeds folder."""
    name = file_name(text.name)
    if name is None:
        return Problem(text.name, None, NOT_SUPPORTED)
    if len(text.data) > limits.file_bytes:
        reason = (
            f"is larger than the limit: {len(text.data):,} bytes of at most {limits.file_bytes:,};"
            " split it, or raise seeds.max_file_bytes"
        )
        return Problem(name, None, reason)
    read = read_article(name, text.data)
    return read if isinstance(read, Problem) else Draft(name, text.data, read.article)


def _names_by_likeness(root: Path) -> dict[str, str]:
    with telling("Reading the seeds folder"):
        return {likeness(name): name for name in os.listdir(root)}


def _holds(path: Path, data: bytes) -> bool:
    """Whether a file has exactly these bytes."""
    with telling(f"Reading {path.name}"):
        return path.lstat().st_size == len(data) and path.read_bytes() == data


def _printable(name: str) -> str:
    return printable(name.encode("utf-8", "replace").decode())

"""The seed files of an uploaded zip archive, read with limits on all that it could do."""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from bot.documents.problem import Problem
from bot.seed_editing.errors import SeedBankError
from bot.seed_editing.model import Limits, SeedText
from bot.seed_editing.names import NOT_SUPPORTED, file_name, is_hidden

MAX_ENTRIES = 1_000
MAX_RATIO = 100
"""Unpacked bytes for each byte of the archive; articles reach about 10."""

_RATIO_COUNTS_FROM = 1_048_576  # bytes unpacked; less than that is harmless
_ENTRY_SIGNATURE = b"PK\x01\x02"
_ENCRYPTED, _UTF_8 = 0x1, 0x800  # flag bits of an entry
# Others can make much of little at once, before a limit could be noticed.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError),
    *(NotImplementedError, RuntimeError, ValueError, OverflowError, IndexError),
)


def unpack(data: bytes, limits: Limits) -> Iterator[SeedText | Problem]:
    """Yield the seed files of a zip archive, and problems with others in it.

    A file in a folder is named by the last part of its path. Hidden files are skipped. Raises
    SeedBankError if the archive is damaged, or larger when unpacked than an upload may be.
    """
    # Counted in the raw bytes: zipfile would read the whole directory before it could be refused.
    if data.count(_ENTRY_SIGNATURE) > MAX_ENTRIES:
        raise SeedBankError(f"The archive has more than {MAX_ENTRIES:,} files. Split it.")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN:
        raise SeedBankError("This is not a zip archive, or it is damaged. Pack it again.") from None
    with archive:
        entries = [one for one in archive.infolist() if not one.filename.endswith("/")]
        _refuse_bombs(entries, len(data), limits)
        for entry in entries:
            path = _path_of(entry)
            if not is_hidden(path):
                yield _read(archive, entry, path, limits.file_bytes)


def _refuse_bombs(entries: list[zipfile.ZipInfo], packed: int, limits: Limits) -> None:
    """Raise SeedBankError for what would unpack to too much; no entry gives more than it says."""
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > limits.upload_bytes:
        raise SeedBankError(
            f"Unpacked, the archive is larger than the limit: {unpacked:,} bytes of at most"
            f" {limits.upload_bytes:,}. Split it, or raise seeds.max_upload_bytes."
        )
    if unpacked > _RATIO_COUNTS_FROM and unpacked > MAX_RATIO * packed:
        raise SeedBankError(
            f"Unpacked, the archive is more than {MAX_RATIO} times as large, so it cannot be text."
        )


def _path_of(entry: zipfile.ZipInfo) -> str:
    """Return an entry's path; many programs write UTF-8 without saying so."""
    if not entry.flag_bits & _UTF_8:
        try:
            return entry.orig_filename.encode("cp437").decode("utf-8")
        except UnicodeError:
            pass
    return entry.orig_filename


def _read(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: str, max_bytes: int
) -> SeedText | Problem:
    flaw = _flaw(entry, path, max_bytes)
    if flaw is None:
        try:
            with archive.open(entry) as file:
                # One more than allowed at most, whatever the entry says of its size.
                return SeedText(path, file.read(max_bytes + 1))
        except _BROKEN:
            flaw = "is damaged in the archive; pack it again"
    return Problem(path, None, flaw)


def _flaw(entry: zipfile.ZipInfo, path: str, max_bytes: int) -> str | None:
    """Say why an entry is not unpacked; None if it can be."""
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        return "is a link or another special file, not text"
    if _leads_out(path):
        return "has a path that leads outside the archive"
    if file_name(path) is None:
        return NOT_SUPPORTED
    if entry.flag_bits & _ENCRYPTED:
        return "is encrypted; pack it without a password"
    if entry.compress_type not in _METHODS:
        return "is packed in an unusual way; pack it as a plain zip archive"
    if entry.file_size > max_bytes:
        return (
            f"is larger than the limit: {entry.file_size:,} bytes of at most {max_bytes:,};"
            " split it, or raise seeds.max_file_bytes"
        )
    return None


def _leads_out(path: str) -> bool:
    parts = PurePosixPath(path.replace("\\", "/")).parts
    return bool(parts) and (parts[0].startswith("/") or parts[0][1:2] == ":" or ".." in parts)

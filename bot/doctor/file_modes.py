"""Checks which of the bot's files others on the machine may read or change."""

import os
from collections.abc import Iterator
from pathlib import Path

from bot.config import Config
from bot.doctor.model import Finding, fault, fine

_SUBJECT = "files"
_SAFE = (
    "other users can neither change the configuration nor read the data, and the seeds folder is"
    " not world-writable"
)
_DATA = ("index", "index/*", "*.json", "reload")
"""In the folder of the query log: what is cached, how the bot is, and which commands it has."""


def check_file_modes(config: Config, file: Path | None) -> Iterator[Finding]:
    """Check the configuration, the seeds folder and the files next to the query log."""
    if os.name != "posix":  # elsewhere the mode says nothing of others
        return
    found = [
        *(
            (path, 0o077, "700" if path.is_dir() else "600")
            for path in _kept(config.log.path.parent)
        ),
        *([(file, 0o022, "go-w")] if file is not None else []),
        (config.seeds.folder, 0o002, "o-w"),
    ]
    is_fine = True
    for path, others, mode in found:
        if path.exists() and path.stat().st_mode & others:
            is_fine = False
            what = "read or change" if others & 0o044 else "change"
            yield fault(
                _SUBJECT, f"others on this machine may {what} {path}", f"chmod {mode} {path}"
            )
    if is_fine:
        yield fine(_SUBJECT, _SAFE)


def _kept(folder: Path) -> Iterator[Path]:
    for pattern in _DATA:
        yield from sorted(folder.glob(pattern))

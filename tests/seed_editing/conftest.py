"""A seeds folder in a folder of its own, so that what leaves it is seen."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from bot.seed_editing.model import Limits

LIMITS = Limits(file_bytes=10_000, upload_bytes=100_000, files=10, trashed=5)
BRIDGE = b"The bridge opened in March.\n"
OUTSIDE = b"Not to be touched.\n"


@pytest.fixture
def seeds(tmp_path: Path) -> Iterator[Path]:
    """A seeds folder with one article; nothing around it may change."""
    outside = tmp_path / "outside.txt"
    outside.write_bytes(OUTSIDE)
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "bridge.txt").write_bytes(BRIDGE)
    yield folder
    assert sorted(path.name for path in tmp_path.iterdir()) == ["outside.txt", "seeds"]
    assert outside.read_bytes() == OUTSIDE


def pack(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Make a zip archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def names_in(folder: Path) -> list[str]:
    """Name the files below a folder, hidden ones included."""
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )


def seed_names(folder: Path) -> list[str]:
    """Name the files below a folder that are not in the trash."""
    return [name for name in names_in(folder) if not name.startswith(".trash/")]

"""A file or folder of the seeds that is swapped for a link out of them while they are read."""

import os
import threading
from pathlib import Path

import pytest

from bot.articles.files import find_files, read_bytes
from bot.articles.library import read_folder
from bot.documents.problem import Rejected

LIMIT = 1_048_576
INSIDE, SECRET = "The bridge opened in March.\n", "The password is swordfish.\n"

pytestmark = pytest.mark.skipif(
    os.open not in os.supports_dir_fd, reason="this system opens no file below an open folder"
)


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    (folder / "2025").mkdir(parents=True)
    (folder / "2025" / "bridge.txt").write_text(INSIDE)
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "bridge.txt").write_text(SECRET)
    return folder


def found_in(seeds: Path) -> Path:
    ((_, path),) = (found for found in find_files(seeds) if isinstance(found, tuple))
    return path


def test_a_file_swapped_after_it_was_found_is_not_followed(seeds: Path) -> None:
    path = found_in(seeds)
    path.unlink()
    path.symlink_to(seeds.parent / "outside" / "bridge.txt")
    with pytest.raises(Rejected, match="cannot be read"):
        read_bytes(path, LIMIT)


def test_a_folder_swapped_after_its_file_was_found_is_not_followed(seeds: Path) -> None:
    path = found_in(seeds)
    path.parent.rename(seeds / "2024")
    path.parent.symlink_to(seeds.parent / "outside")
    with pytest.raises(Rejected, match="cannot be read"):
        read_bytes(path, LIMIT)


@pytest.mark.parametrize("name", ["2025", "2025/bridge.txt"])
def test_nothing_outside_is_read_while_links_come_and_go(seeds: Path, name: str) -> None:
    swapped, aside = seeds / name, seeds / ".aside"
    target = seeds.parent / "outside" / name.removeprefix("2025").lstrip("/")
    is_over = threading.Event()

    def swap() -> None:
        while not is_over.is_set():
            swapped.rename(aside)
            swapped.symlink_to(target)
            swapped.unlink()
            aside.rename(swapped)

    swapper = threading.Thread(target=swap)
    swapper.start()
    try:
        libraries = [read_folder(seeds, max_bytes=LIMIT) for _ in range(300)]
    finally:
        is_over.set()
        swapper.join()
    read = {text for one in libraries for article in one.articles for text in article.paragraphs}
    assert read <= {INSIDE.strip()}


def test_a_link_that_stays_in_the_folder_is_followed(seeds: Path) -> None:
    (seeds / "today").symlink_to(seeds / "2025")
    (seeds / "latest.txt").symlink_to(seeds / "2025" / "bridge.txt")
    names = {article.name for article in read_folder(seeds, max_bytes=LIMIT).articles}
    assert "latest.txt" in names
    assert names & {"2025/bridge.txt", "today/bridge.txt"}

import os
import stat
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from bot.common.atomic_files import replacing

KILLED = """
import os, sys
from pathlib import Path
from bot.common.atomic_files import replacing

with replacing(Path(sys.argv[1])) as file:
    file.write(b"half of it")
    file.flush()
    os._exit(9)
"""


def write(path: Path, content: bytes) -> None:
    with replacing(path) as file:
        file.write(content)


def test_the_old_file_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "corpus.bin"
    write(path, b"old")
    with replacing(path) as file:
        file.write(b"new")
        file.flush()
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_what_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "corpus.bin"
    write(path, b"old")
    with suppress(ZeroDivisionError), replacing(path) as file:
        file.write(b"ne")
        raise ZeroDivisionError
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_part_of_a_killed_process_goes_when_it_is_old_and_no_other_file(tmp_path: Path) -> None:
    path = tmp_path / "corpus.bin"
    subprocess.run([sys.executable, "-c", KILLED, path], check=False)  # noqa: S603 - our own program
    (part,) = tmp_path.iterdir()
    others = [tmp_path / "corpus.bin.old", tmp_path / "status.json.a1.part"]
    for one in others:
        one.touch()
    write(path, b"new")
    assert part.exists()
    long_ago = time.time() - 7_200
    for one in (part, *others):
        os.utime(one, (long_ago, long_ago))
    write(path, b"newer")
    assert sorted(tmp_path.iterdir()) == sorted([path, *others])

"""The server that the tests start for themselves."""

import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = """
import sys
from tests.postgresql import installed, serving
with serving(installed()["newest"]) as server:
    print(server.folder, flush=True)
    sys.stdin.read()
"""


def test_the_server_ends_and_leaves_nothing_when_the_tests_are_killed() -> None:
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as tests:
        assert tests.stdout is not None
        folder = Path(tests.stdout.readline().strip())
        server = int((folder / "data/postmaster.pid").read_text().split()[0])
        tests.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 60
    while folder.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not folder.exists()
    stat = Path(f"/proc/{server}/stat")
    assert not stat.exists() or ") Z " in stat.read_text()

import subprocess
import sys

import pytest

SECRETIVE = """
import ctypes, resource
from bot.common.secrecy import keep_memory_private
keep_memory_private()
print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), resource.getrlimit(resource.RLIMIT_CORE))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="prctl is of Linux")
def test_no_core_dump_is_written_and_nobody_reads_the_memory() -> None:
    told = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", SECRETIVE], capture_output=True, text=True, check=True
    )
    assert told.stdout == "0 (0, 0)\n"

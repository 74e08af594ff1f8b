"""The processor time of a server's processes, as Linux tells it."""

import os
from pathlib import Path

from tests.postgresql import Server

_TICK = os.sysconf("SC_CLK_TCK")


def seconds_of(server: Server | None) -> float:
    """Return the processor time so far of a server with all its processes, in seconds; 0 of none.

    Of processes that have ended, their first process keeps the time.
    """
    if server is None:
        return 0.0
    first = (server.folder / "data" / "postmaster.pid").read_text().split()[0]
    fields = {path.parent.name: _fields(path) for path in Path("/proc").glob("[0-9]*/stat")}
    ours = [one for pid, one in fields.items() if one and (pid == first or one[1] == first)]
    # Of the process itself; and for the first, of its children that have ended.
    return sum(sum(map(int, one[11:15] if one[1] != first else one[11:13])) for one in ours) / _TICK


def _fields(path: Path) -> list[str]:
    """Return what follows the name of a process: its state, its parent, and so on."""
    try:
        return path.read_text().rpartition(") ")[2].split()
    except OSError:  # it has ended
        return []

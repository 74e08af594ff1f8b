"""Keeps other users of the machine from reading the memory of this process."""

import ctypes
import sys
from contextlib import suppress

_SET_DUMPABLE = 4  # of prctl(2)


def keep_memory_private() -> None:
    """Write no core dump, and let no other process of the same user read the memory.

    Nor can such a process read the variables that this one was started with. Where the system has
    no such thing, it does nothing.
    """
    if sys.platform == "win32":
        return
    import resource

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with suppress(AttributeError, OSError):
            ctypes.CDLL(None).prctl(_SET_DUMPABLE, 0, 0, 0, 0)

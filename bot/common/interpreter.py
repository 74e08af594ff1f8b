"""How the interpreter shares its time and memory between a reload and the answers meanwhile."""

import ctypes
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

MANY = 1_000
"""Articles from which on it shows: in hundredths of a second, and in tens of megabytes."""


_TURN = 0.0005
"""Seconds after which a thread may interrupt another; an answer waits for that some sixty times."""


@contextmanager
def gc_paused(articles: int) -> Iterator[None]:
    """Give way to other threads at once, and look for no garbage, where there are many articles.

    To read and index them makes no garbage, but so many objects that one collection after the other
    is set off, for each of which the event loop waits.
    """
    if articles < MANY or not gc.isenabled():
        yield
        return
    turn = sys.getswitchinterval()
    sys.setswitchinterval(_TURN)
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # or all that was made would be looked through at once
        gc.enable()
        sys.setswitchinterval(turn)


def release_memory(articles: int) -> None:
    """Leave many articles in peace, once they are loaded and the earlier ones gone.

    They hold no cycles, so that the collector need not look through them; and what others have left
    free is given back to the system, where the C library can.
    """
    if articles < MANY:
        return
    gc.freeze()
    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):  # not glibc
        return
    trim(0)

"""Tunes the interpreter so that answers stay quick during a reload."""

import ctypes
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

MANY = 1_000
"""The number of articles from which tuning pays: hundredths of a second, tens of megabytes."""


_TURN = 0.0005
"""Seconds after which a thread may interrupt another; an answer waits for that some sixty times."""


@contextmanager
def gc_paused(articles: int) -> Iterator[None]:
    """Pause the garbage collector and switch threads sooner while a large corpus is built.

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
    """Exclude loaded articles from garbage collection, and return free memory to the system.

    Articles hold no cycles, so collections would only cost time. Free memory is returned if the C
    library can do that (glibc).
    """
    if articles < MANY:
        return
    gc.freeze()
    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):  # not glibc
        return
    trim(0)

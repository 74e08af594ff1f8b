"""What the interpreter and the C library do with the memory of many articles."""

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager

MANY = 1_000
"""Articles from which on it shows: in hundredths of a second, and in tens of megabytes."""


@contextmanager
def uncollected(articles: int) -> Iterator[None]:
    """Look for no garbage meanwhile, where there are many articles.

    To read and index them makes none, but so many objects that a collection after the other is set
    off, for each of which the event loop waits.
    """
    is_collecting = gc.isenabled() and articles >= MANY
    if is_collecting:
        gc.disable()
    try:
        yield
    finally:
        if is_collecting:
            gc.enable()


def settle(articles: int) -> None:
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

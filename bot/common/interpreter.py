"""Tunes the interpreter so that answers stay quick during a reload."""

import ctypes
import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, cast

MANY = 1_000
"""The number of articles from which tuning pays: hundredths of a second, tens of megabytes."""

_AT_ONCE = 50
"""Objects of which a thread lets go at once: some tenths of a millisecond for articles."""

_TURN = 0.0005
"""Seconds after which a thread may interrupt another; an answer waits for that some sixty times."""


@contextmanager
def gc_paused(articles: int = MANY) -> Iterator[None]:
    """Pause the garbage collector and switch threads sooner while objects are made that stay.

    They are a large corpus, or the modules of a program. Neither makes garbage, but both make so
    many objects that collection follows collection, and the event loop waits for each. The objects
    are excluded from later collections.
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


def release_memory(articles: int, gone: list[Any] | None = None) -> None:
    """Let go of what is `gone`, exclude loaded articles from collections, and return free memory.

    Articles hold no cycles, so collections would only cost time. Free memory is returned to the
    system if the C library can do that (glibc).
    """
    while gone:
        del gone[-_AT_ONCE:]  # to let go of all at once would hold up the event loop
    if articles < MANY:
        return
    gc.freeze()
    trim = _malloc_trim()
    if trim is not None:
        trim(0)


@cache  # each CDLL makes classes of its own, in cycles that a later `freeze` would keep for good
def _malloc_trim() -> Callable[[int], int] | None:
    """The function of glibc that returns free memory; None with another C library."""
    try:
        return cast("Callable[[int], int]", ctypes.CDLL(None).malloc_trim)
    except (AttributeError, OSError, TypeError):
        return None

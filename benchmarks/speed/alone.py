"""Calling a function in a process of its own, which begins with nothing and leaves nothing."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

Result = TypeVar("Result")


def alone(call: Callable[[], Result]) -> Result:
    """Return what `call`, which is pickled, returns or raises in a new process."""
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
        return pool.submit(call).result()

"""Stops a long-running command on a signal."""

import asyncio
import logging
import signal
from collections.abc import Callable, Coroutine
from concurrent.futures import CancelledError
from contextlib import suppress
from threading import Event
from typing import ParamSpec

_Told = ParamSpec("_Told")

logger = logging.getLogger(__name__)


async def run_until_stopped(work: Coroutine[object, object, None]) -> None:
    """Run until SIGINT or SIGTERM, which may come from the first moment, or until it fails.

    On a signal, the work is cancelled; it has cleaned up when this returns.
    """
    running = asyncio.create_task(work, name="work")
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # as on Windows, where Ctrl-C is a KeyboardInterrupt
            loop.add_signal_handler(number, _stop, running, number)
    # Waited for rather than awaited: its cancellation is a clean stop, one of this task is not.
    await asyncio.wait([running])
    if not running.cancelled():
        running.result()


def stopped_by(stopping: Event, progress: Callable[_Told, None]) -> Callable[_Told, None]:
    """Wrap a progress callback so that it ends the work in its thread once `stopping` is set.

    A thread cannot be cancelled, and the process would wait for it to the end. Whoever waits for
    the work is cancelled.
    """

    def tell(*args: _Told.args, **kwargs: _Told.kwargs) -> None:
        if stopping.is_set():
            raise CancelledError
        progress(*args, **kwargs)

    return tell


def _stop(running: asyncio.Task[None], number: int) -> None:
    logger.info("Stopping on %s", signal.Signals(number).name)
    running.cancel()

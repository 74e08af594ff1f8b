"""How a long-running command is told to stop."""

import asyncio
import logging
import signal
from collections.abc import Coroutine
from contextlib import suppress

logger = logging.getLogger(__name__)


async def run_until_stopped(work: Coroutine[object, object, None]) -> None:
    """Run until SIGINT or SIGTERM, which may come from the first moment, or until it fails.

    On a signal the work is cancelled, and has cleaned up when this returns.
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


def _stop(running: asyncio.Task[None], number: int) -> None:
    logger.info("Stopping on %s", signal.Signals(number).name)
    running.cancel()

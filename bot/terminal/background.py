"""An event loop in a thread of its own, so that the main thread can wait for typed lines.

Not the other way round: only the main thread is interrupted by Ctrl-C, and only then does readline
restore the terminal; a thread that waits for a line cannot be stopped.
"""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from threading import Thread
from types import TracebackType
from typing import Any, ParamSpec, Self, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class BackgroundLoop:
    """Runs an event loop in a thread while the block runs."""

    def __enter__(self) -> Self:
        started: Future[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = Future()
        # A daemon: a second Ctrl-C ends the process even while the loop is being closed.
        self._thread = Thread(
            target=asyncio.run, args=(_serve(started),), name="background", daemon=True
        )
        self._thread.start()
        self._loop, self._stop = started.result()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    def run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        """Run a coroutine on the loop and wait for what it returns or raises."""
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result()

    def call(self, function: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> None:
        """Have a function called on the loop, soon, without waiting for it."""
        self._loop.call_soon_threadsafe(lambda: function(*args, **kwargs))


async def _serve(started: Future[tuple[asyncio.AbstractEventLoop, asyncio.Event]]) -> None:
    stop = asyncio.Event()
    started.set_result((asyncio.get_running_loop(), stop))
    await stop.wait()

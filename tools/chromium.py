"""Headless Chromium, driven by its DevTools protocol: as much of it as taking pictures needs."""

import asyncio
import base64
import json
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import aiohttp

from bot.common.errors import VerbatimError

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_START_SECONDS = 30.0
_POLL_SECONDS = 0.05


class BrowserError(VerbatimError):
    """The browser is missing or did not do what it was asked."""


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A part of a page, in CSS pixels."""

    x: float
    y: float
    width: float
    height: float


class Tab:
    """One page of the browser."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._sent = 0

    async def resize(self, width: int, height: int, *, scale: float) -> None:
        """Give the page a size in CSS pixels, and so many pixels of the picture to each."""
        await self._call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=scale,
            mobile=False,
        )

    async def open(self, url: str) -> None:
        """Go to an address; what the page loads may come later."""
        await self._call("Page.navigate", url=url)

    async def run(self, script: str) -> Any:  # noqa: ANN401 - what a script returns is its own affair
        """Return the value of a JavaScript expression, awaited if it is a promise."""
        answer = await self._call(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        if "exceptionDetails" in answer:
            raise BrowserError(f"The page refused a script: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    async def wait_until(self, condition: str, seconds: float = 15.0) -> None:
        """Wait until a JavaScript expression holds. Raises TimeoutError."""
        async with asyncio.timeout(seconds):
            while not await self.run(f"Boolean({condition})"):  # noqa: ASYNC110 - it tells no other way
                await asyncio.sleep(_POLL_SECONDS)

    async def take_picture(self, part: Rectangle) -> bytes:
        """Return a part of the page as a PNG."""
        clip = {"x": part.x, "y": part.y, "width": part.width, "height": part.height, "scale": 1}
        answer = await self._call("Page.captureScreenshot", format="png", clip=clip)
        return base64.b64decode(answer["data"])

    async def _call(self, method: str, **parameters: object) -> dict[str, Any]:
        self._sent += 1
        await self._socket.send_json({"id": self._sent, "method": method, "params": parameters})
        while True:
            message = json.loads(await self._socket.receive_str())
            if message.get("id") == self._sent:  # the others are events
                break
        if "error" in message:
            raise BrowserError(f"Chromium refused {method}: {message['error']}")
        return dict(message["result"])


@asynccontextmanager
async def open_tab() -> AsyncIterator[Tab]:
    """Run the browser, with one empty page, while the block runs. Raises BrowserError."""
    program = next(filter(None, map(shutil.which, _NAMES)), None)
    if program is None:
        raise BrowserError("There is no Chromium. On Debian: apt-get install chromium")
    with TemporaryDirectory(prefix="chromium-", ignore_cleanup_errors=True) as folder:
        process = await asyncio.create_subprocess_exec(
            program,
            *_arguments(Path(folder)),
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            port = await _port(Path(folder) / "DevToolsActivePort")
            async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:
                async with session.put("/json/new?about:blank") as answer:
                    url = (await answer.json())["webSocketDebuggerUrl"]
                async with session.ws_connect(url, max_msg_size=0) as socket:
                    yield Tab(socket)
        finally:
            with suppress(ProcessLookupError):
                process.terminate()
            await process.wait()


def _arguments(folder: Path) -> list[str]:
    arguments = [
        "--headless=new",
        "--remote-debugging-port=0",
        f"--user-data-dir={folder}",
        "--hide-scrollbars",
        "--disable-gpu",
        "--no-first-run",
        "--lang=en",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")  # which root cannot have
    return arguments


async def _port(file: Path) -> int:
    """Return the port that the browser writes down once it listens."""
    async with asyncio.timeout(_START_SECONDS):
        while not file.exists() or not file.read_text("ascii").strip():  # noqa: ASYNC110, ASYNC240 - it tells no other way
            await asyncio.sleep(_POLL_SECONDS)
    return int(file.read_text("ascii").split()[0])  # noqa: ASYNC240 - two short lines

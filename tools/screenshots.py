"""Takes the pictures of the README and of `docs/` again, of the preview, with headless Chromium.

    python -m tools.screenshots [NAME …]

Each picture is taken in a simulated Discord of its own, with the sample article, after somebody has
done what the picture is to show. Its text is kept in the PNG (`shown_text`).
"""

import asyncio
import io
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from simcord import MemberActor

from bot.common.errors import VerbatimError
from bot.config import Config
from bot.discord_app.preview.serving import World, open_world, serve
from bot.library.live import LiveCorpus
from bot.querylog.sqlite.store import SqliteStore
from bot.querylog.storage import open_recorder
from tools.chromium import Rectangle, Tab, open_tab
from tools.scenes import MOMENT, PICTURES, Picture
from tools.shown_text import describe, put_text

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs"

_TALLEST = 4_000
_MARGIN = 12
_STEP_SECONDS = 0.3
_SCALE = 2.0  # pixels to a CSS pixel, as on today's screens
_COLOURS = 128  # enough for text on a plain ground, and a third of the size

_READY = "window.simcordPreview?.ready"
_HIDE = """
    for (const one of document.querySelectorAll(
            "[data-workbench], .channel-header, .timeline-day-divider"))
        one.style.display = "none"
"""
_VIEW_AS = """
    (() => {{
        const picker = document.getElementById("viewer-picker");
        picker.value = "{viewer}";
        picker.dispatchEvent(new Event("change", {{bubbles: true}}));
    }})()
"""
_IS_VIEWED_AS = 'window.simcordPreview?.ready && document.getElementById("viewer-picker").value'
_MESSAGES = """
    (() => {
        const {x, y, width, height} =
            document.getElementById("channel-message-list").getBoundingClientRect();
        return {x, y, width, height};
    })()
"""


@asynccontextmanager
async def staged(picture: Picture) -> AsyncIterator[World]:
    """Open a world of its own for a picture, in which is done what the picture is to show."""
    live = LiveCorpus.load(FOLDER / "sample", 1_048_576)
    with TemporaryDirectory() as folder:
        log = Config().log.model_copy(update={"path": Path(folder) / "log.sqlite3"})
        async with (
            open_recorder(SqliteStore(log.path), log.who) as recorder,
            open_world(Config(log=log), live, recorder, moment=MOMENT) as world,
        ):
            await picture.act(world, recorder)
            yield world


async def take(picture: Picture, tab: Tab) -> bytes:
    """Take one picture; returns it as a PNG."""
    async with staged(picture) as world, serve(world) as preview:
        await tab.resize(picture.width, _TALLEST, scale=_SCALE)
        await tab.open(preview.url)
        await tab.wait_until(_READY)
        await _view_as(tab, viewer(picture, world).id)
        return put_text(await _take_messages(tab), shown(picture, world))


def viewer(picture: Picture, world: World) -> MemberActor:
    """Return the one who sees what a picture shows."""
    return world.admin if picture.by_admin else world.member


def shown(picture: Picture, world: World) -> str:
    """Return the text that a picture shows."""
    return describe(world.channel, viewer(picture, world))


async def _view_as(tab: Tab, viewer: int) -> None:
    await tab.run(_VIEW_AS.format(viewer=viewer))
    await tab.wait_until(f'({_IS_VIEWED_AS}) === "{viewer}"')


async def _take_messages(tab: Tab) -> bytes:
    await tab.run(_HIDE)
    before, place = None, await _messages(tab)
    while place != before:  # what was hidden gives its room away in steps
        await asyncio.sleep(_STEP_SECONDS)
        before, place = place, await _messages(tab)
    whole = Rectangle(place.x, place.y - _MARGIN, place.width, place.height + 2 * _MARGIN)
    return _smaller(await tab.take_picture(whole))


async def _messages(tab: Tab) -> Rectangle:
    return Rectangle(**await tab.run(_MESSAGES))


def _smaller(png: bytes) -> bytes:
    buffer = io.BytesIO()
    with Image.open(io.BytesIO(png)) as image:
        image.convert("RGB").quantize(_COLOURS).save(buffer, "PNG")
    return buffer.getvalue()


async def _take_all(names: Sequence[str]) -> None:
    async with open_tab() as tab:
        for picture in PICTURES:
            if not names or picture.name in names:
                png = await take(picture, tab)
                (FOLDER / picture.name).write_bytes(png)
                sys.stdout.write(f"docs/{picture.name}: {len(png) / 1_000:.0f} kB\n")


def main(names: Sequence[str]) -> int:
    """Take the named pictures, or all; return the exit status."""
    unknown = set(names) - {picture.name for picture in PICTURES}
    if unknown:
        sys.stderr.write(f"There is no picture {', '.join(sorted(unknown))}.\n")
        return 2
    try:
        asyncio.run(_take_all(names))
    except VerbatimError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

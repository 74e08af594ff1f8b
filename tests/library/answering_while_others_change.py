"""One process of several: answers all the time, and prints which versions each answer quotes.

Arguments are the URL of the server and the folder of this machine; ends when its input does.
"""

import asyncio
import sys
from pathlib import Path

from bot.library.live import LiveCorpus
from bot.library.reload_signal import following
from bot.library.seed_source import SharedSeeds
from bot.querylog.postgresql.reload_signal import open_signal
from bot.querylog.postgresql.seed_files import open_seeds
from bot.retrieval.question import Question

QUESTION = "How many times did the bridge open?"
LIMIT = 1_048_576


def shared(url: str, folder: Path) -> SharedSeeds:
    """Share the articles of a server, on a machine with these folders."""
    return SharedSeeds(folder / "articles", open_seeds(url, None), folder / "seeds", LIMIT)


def text_of(name: str, version: int) -> str:
    """The text of an article, in which each version says its number."""
    return f"The bridge of {name} did open {version} times.\n"


def versions_in(live: LiveCorpus) -> tuple[str, ...]:
    """The versions that an answer quotes, one for each quote."""
    answer = live.corpus.answer(Question.parse(QUESTION), top=5, threshold=0.0)
    return tuple(quote.passage.text.split()[-2] for quote in answer.quotes)


async def answer(url: str, folder: Path) -> None:
    """Print a line for each answer that differs from the one before."""
    signal = open_signal(url, None)
    heard = await asyncio.to_thread(signal.read)
    live = await asyncio.to_thread(LiveCorpus.load, shared(url, folder), LIMIT)
    ended = asyncio.create_task(asyncio.to_thread(sys.stdin.read))
    before: tuple[str, ...] = ()
    async with following(live, signal, heard):
        while not ended.done():
            versions = await asyncio.to_thread(versions_in, live)
            if versions != before:
                before = versions
                print(*versions, flush=True)  # noqa: T201 - to the first process
            await asyncio.sleep(0.002)  # leaves the processor to the server and the others


if __name__ == "__main__":
    asyncio.run(answer(sys.argv[1], Path(sys.argv[2])))

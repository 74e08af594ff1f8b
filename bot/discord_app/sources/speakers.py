"""The speakers of the loaded articles, read once for each corpus."""

import asyncio
from collections.abc import Sequence

from bot.library.live import LiveCorpus
from bot.retrieval.retriever import Retriever
from bot.retrieval.speeches import Speaker


class Speakers:
    """Reads who is quoted in a thread, no more than once for what is loaded."""

    def __init__(self, live: LiveCorpus) -> None:
        self._live = live
        self._read: tuple[Retriever, asyncio.Task[Sequence[Speaker]]] | None = None

    async def within(self, seconds: float | None) -> Sequence[Speaker] | None:
        """Return who is quoted, most quoted first; None if that takes longer than `seconds`.

        The reading goes on meanwhile, so that a later call finds it done.
        """
        corpus = self._live.corpus
        if self._read is None or self._read[0] is not corpus:
            task = asyncio.create_task(asyncio.to_thread(lambda: corpus.speakers))
            self._read = (corpus, task)
        task = self._read[1]
        done, _ = await asyncio.wait({task}, timeout=seconds)
        return task.result() if done else None

"""Indexes many articles in several processes, and few in this one.

Analysis is Python through and through, so that threads would take turns with the event loop, and
with each other.
"""

import logging
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import get_context, parent_process
from threading import Thread

from bot.articles.model import Article
from bot.common.progress import Progress, Step, ignore_progress
from bot.retrieval.index.indexing import Chunk, in_one_piece
from bot.retrieval.index.segments import Columns, columns_of

logger = logging.getLogger(__name__)

FEW = 2_000_000
"""Characters that are analysed in this process: about the time that another takes to start."""

NO_PROCESSES = (BrokenProcessPool, ImportError, NotImplementedError, OSError)
"""Such as a system without semaphores or shared memory, or one that is out of either, or of memory.

All are of the processes: to make columns opens no file, and imports nothing.
"""

_NICE = 15
"""How much the processes give way to others, the bot's own answers first of all."""

_MOST_WORKERS = 61
"""As many as Windows can wait for."""

_CHUNK = 200_000
"""Characters of a chunk: so few that to receive one does not hold up an event loop."""


def in_processes(
    articles: Sequence[Article], progress: Progress = ignore_progress, *, few: int = FEW
) -> Iterator[Chunk]:
    """Make chunks of articles, in order, in as many processes as there are processors.

    Articles of less than `few` characters in all are analysed here, and so are those that other
    processes cannot, with a warning.
    """
    # A process takes longer to start than a small corpus takes to index.
    if length_of(articles) < few:
        yield from in_one_piece(articles)
        return
    chunks = list(chunks_of(articles))
    done = 0
    # In order, so that the index does not depend on which process is faster.
    for chunk, columns in zip(chunks, _columns(chunks), strict=True):
        done += len(chunk)
        progress(Step.INDEXING, done, len(articles))
        yield chunk, columns


def _columns(chunks: Sequence[Sequence[Article]]) -> Iterator[Columns]:
    """Make the columns of chunks elsewhere, or from where that fails on, here."""
    made = 0
    try:
        for columns in _made_elsewhere(chunks):
            made += 1
            yield columns
    except NO_PROCESSES as error:
        logger.warning(
            "No other processes can index the articles, so this one does, which takes longer: %s",
            error,
        )
        yield from map(columns_of, chunks[made:])


def _made_elsewhere(chunks: Sequence[Sequence[Article]]) -> Iterator[Columns]:
    # Spawned: a copy of a process with threads and an event loop may hold locks for ever.
    workers = min(_processors(), len(chunks), _MOST_WORKERS)
    pool = ProcessPoolExecutor(workers, get_context("spawn"), initializer=follow_parent)
    try:
        yield from pool.map(columns_of, chunks)
    finally:
        pool.shutdown(cancel_futures=True)


def _processors() -> int:
    """How many processors this process may use; a container may have but a few of the machine's."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def chunks_of(articles: Sequence[Article]) -> Iterator[Sequence[Article]]:
    """Divide articles into so few at a time that to pass them on does not hold up an event loop."""
    start = characters = 0
    for number, article in enumerate(articles):
        characters += length_of([article])
        if characters >= _CHUNK:
            yield articles[start : number + 1]
            start, characters = number + 1, 0
    if start < len(articles):
        yield articles[start:]


def length_of(articles: Iterable[Article]) -> int:
    """How many characters there are to analyse."""
    return sum(len(paragraph) for article in articles for paragraph in article.paragraphs)


def follow_parent() -> None:
    """Leave signals to the parent, end with it, however it ends, and give way to its answers."""
    if sys.platform != "win32":
        with suppress(OSError):  # as systemd's filter of system calls refuses it
            os.nice(max(_NICE - os.nice(0), 0))  # not further than a parent that gives way, too
    # Ctrl-C goes to the whole group; the parent decides when its helpers end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_after, args=(parent.join,), daemon=True).start()


def _end_after(wait: Callable[[], None]) -> None:
    wait()
    os._exit(1)

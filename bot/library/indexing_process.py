"""Indexes articles in a process of its own.

To join the columns of many articles takes seconds, for which an event loop in the same process
would have to take turns with it; and what it leaves of the memory ends with the process.
"""

import logging
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection

import numpy as np

from bot.articles.model import Article
from bot.common.progress import Progress, ignore_progress
from bot.library.cache.index import pack_index, unpack_index
from bot.library.workers import (
    FEW,
    NO_PROCESSES,
    chunks_of,
    follow_parent,
    in_processes,
    length_of,
)
from bot.retrieval.index.indexing import Index, index_of, index_over, joined_columns
from bot.retrieval.index.segments import Part, Segment

_PATIENCE = 10.0
"""Seconds in which the process is to end by itself."""

_PIECE = 100_000
"""Bytes at a time: so few that to receive them does not hold up an event loop."""

logger = logging.getLogger(__name__)


def index_elsewhere(
    articles: Sequence[Article], progress: Progress = ignore_progress, *, few: int = FEW
) -> Index:
    """Index articles in another process, and in those that it starts.

    Articles of less than `few` characters in all are indexed here, and so are those that another
    process cannot, with a warning.
    """
    if length_of(articles) >= few:
        try:
            return _made_elsewhere(articles, progress)
        except (*NO_PROCESSES, EOFError) as error:
            logger.warning(
                "No other process can index the articles, so this one does, and answers take longer"
                " meanwhile: %s",
                str(error) or "it has ended",
            )
    return index_of(articles, partial(in_processes, progress=progress))


def _made_elsewhere(articles: Sequence[Article], progress: Progress) -> Index:
    context = get_context("spawn")  # as for the processes that it starts
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs,), name="indexing")
    with ours:
        with theirs:
            process.start()
        try:
            # Articles go there and only columns come back: they are already in memory here, with
            # their identities.
            for chunk in chunks_of(articles):  # so that to pass one on holds up nobody
                ours.send(chunk)
            ours.send(None)
            while isinstance(told := ours.recv(), tuple):
                progress(*told)
            data = b"".join(ours.recv_bytes() for _ in range(told))
        finally:
            ours.close()  # at which it ends, in order, and those that it started
            process.join(_PATIENCE)
            process.terminate()
            process.join()
    return index_over(
        [Part.whole(Segment(tuple(articles), unpack_index(data)))], np.arange(len(articles))
    )


def _serve(connection: Connection) -> None:
    """Take articles, and tell how far it is; then how many pieces there are, and those."""
    follow_parent()
    with suppress(ConnectionError, EOFError):  # the parent has given up
        _index(connection)


def _index(connection: Connection) -> None:
    articles = [article for chunk in iter(connection.recv, None) for article in chunk]
    analyse = partial(in_processes, progress=lambda *told: connection.send(told))
    data = pack_index(joined_columns(articles, analyse))
    starts = range(0, len(data), _PIECE)
    connection.send(len(starts))
    for start in starts:
        connection.send_bytes(data[start : start + _PIECE])

"""Readings for a few questions at a time: if more are asked, words and meaning answer alone."""

import logging
import time
from collections.abc import Sequence
from threading import BoundedSemaphore, Lock

from bot.retrieval.reading.model import Reader, Reading, Text
from bot.retrieval.reading.remembering import Remembering

AT_ONCE = 2
"""Questions that are read for at the same time."""

_PATIENCE = 0.3  # seconds that a question waits for its turn
_QUIET = 60.0  # seconds between two warnings

logger = logging.getLogger(__name__)


class TakingTurns:
    """A reader that reads for at most AT_ONCE questions at a time, and refuses others."""

    def __init__(self, reader: Reader, patience: float = _PATIENCE) -> None:
        self._reader = Remembering(reader)
        self._patience = patience
        self._turns = BoundedSemaphore(AT_ONCE)
        self._lock = Lock()
        self._refused = 0
        self._told = -_QUIET

    def read(self, question: str, texts: Sequence[Text]) -> Sequence[Reading] | None:
        """A reading of each text; None, and sometimes a warning, if no turn is free in time."""
        if not self._turns.acquire(timeout=self._patience):
            self._refuse()
            return None
        try:
            return self._reader.read(question, texts)
        finally:
            self._turns.release()

    def _refuse(self) -> None:
        with self._lock:
            self._refused += 1
            # One warning a minute with the number: under load, a line for each question would fill
            # the log.
            if time.monotonic() - self._told < _QUIET:
                return
            refused, self._refused, self._told = self._refused, 0, time.monotonic()
        logger.warning(
            "The processor is overloaded: %d questions were answered without the reader, by words"
            " and meaning alone",
            refused,
        )

"""Counts log lines that repeat, so that one cause cannot fill the disk."""

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

MOST = 10
"""The same line is written so often within SECONDS; then it is only counted."""
SECONDS = 60.0
_MOST_KNOWN = 1_000

_Key = tuple[str, int, str]


class RepeatedLines:
    """A filter for a logging handler. How many lines were left out stands in the next such line."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._seen: OrderedDict[_Key, tuple[float, int]] = OrderedDict()  # since when, how often

    def __call__(self, record: logging.LogRecord) -> bool:
        """Whether a record is written; its text is changed where some were left out."""
        key = record.name, record.levelno, record.getMessage()
        note = ""
        with self._lock:
            now = self._clock()
            since, count = self._seen.get(key, (now, 0))
            if now - since > SECONDS:
                if count > MOST:
                    note = f" (and {count - MOST:,} more times)"
                since, count = now, 0
            self._seen[key] = since, count + 1
            self._seen.move_to_end(key)
            if len(self._seen) > _MOST_KNOWN:
                self._seen.popitem(last=False)
        if count + 1 == MOST:
            note = " (again and again; from now on it is counted)"
        if note:
            record.msg, record.args = f"{key[2]}{note}", None
        return count < MOST

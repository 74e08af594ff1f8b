"""Sets up logging; called by entry points only. One cause cannot fill the disk with its lines."""

import json
import logging
import sys
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Literal

LogFormat = Literal["text", "json"]

MOST = 10
"""The same line is written so often within SECONDS; then it is only counted."""
SECONDS = 60.0
_MOST_KNOWN = 1_000

_Key = tuple[str, int, str]


class JsonFormatter(logging.Formatter):
    """Formats a record as one line of JSON, for programs that collect logs.

    Its keys: `time` (ISO 8601, UTC), `level`, `logger`, `message`; if present, `reference`, the
    number that the affected person was given, and `trace`.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, without its end."""
        fields = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if reference := getattr(record, "reference", None):
            fields["reference"] = str(reference)
        if record.exc_info:
            fields["trace"] = self.formatException(record.exc_info)
        return json.dumps(fields)


def configure_logging(level: str, log_format: LogFormat = "text") -> None:
    """Log to standard error from a level on: 'debug', 'info', 'warning' or 'error'.

    Standard output stays for answers. Libraries are a level quieter, because discord.py logs every
    connection, and aiosqlite every statement. Existing handlers stay.
    """
    own = logging.getLevelNamesMapping()[level.upper()]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        JsonFormatter()
        if log_format == "json"
        else logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
    )
    handler.addFilter(RepeatedLines())
    logging.basicConfig(handlers=[handler])
    logging.getLogger().setLevel(min(own + 10, logging.ERROR))
    logging.getLogger("bot").setLevel(own)
    for name in ("discord.client", "discord.shard"):
        logging.getLogger(name).addFilter(_shorten)
    logging.captureWarnings(log_format == "json")


def _shorten(record: logging.LogRecord) -> bool:
    """Keep discord.py from filling the log.

    At each start it warns of packages that only voice needs; and while Discord is away, it writes
    the whole trace with every attempt to connect.
    """
    if "Attempting a reconnect" in record.msg and record.exc_info:
        record.msg = f"{record.getMessage()}: {record.exc_info[1]}"
        record.args, record.exc_info = None, None
    return "voice will NOT be supported" not in record.msg


class RepeatedLines:
    """A filter for a logging handler. How many lines were left out stands in the next such line."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._seen: OrderedDict[_Key, tuple[float, int]] = OrderedDict()  # since when, how often

    def __call__(self, record: logging.LogRecord) -> bool:
        """Whether to write a record; appends to its text how many equal lines were suppressed."""
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

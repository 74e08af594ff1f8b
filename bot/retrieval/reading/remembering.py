"""Caches recent readings: one message may ask the same question about a sentence again."""

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

from bot.retrieval.reading.model import Reader, Reading, Text

_MOST = 1_024  # readings that are kept


class Remembering:
    """A reader that reads each text once for a question, and keeps its latest readings."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._kept: OrderedDict[tuple[str, Text], Reading] = OrderedDict()
        self._lock = Lock()

    def read(self, question: str, texts: Sequence[Text]) -> Sequence[Reading] | None:
        """A reading of each text; only those that are not known are read, together."""
        with self._lock:
            # A dict, so that a text that was passed twice is read once.
            known = {text: self._kept.get((question, text)) for text in texts}
        unread = [text for text, reading in known.items() if reading is None]
        if unread:
            readings = self._reader.read(question, unread)
            if readings is None:
                return None
            new = dict(zip(unread, readings, strict=True))
            known.update(new)
            self._keep(question, new)
        return [reading for text in texts if (reading := known[text])]

    def _keep(self, question: str, readings: dict[Text, Reading]) -> None:
        with self._lock:
            self._kept.update(((question, text), one) for text, one in readings.items())
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)

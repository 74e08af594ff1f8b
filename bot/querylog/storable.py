"""Text and numbers as every database can keep them."""

import re
from dataclasses import replace

from bot.querylog.model import Shown

_NOT_STORABLE = re.compile("[\0\ud800-\udfff]")


def storable(text: str) -> str:
    """Replace lone surrogates, which UTF-8 cannot hold, and NUL, which PostgreSQL cannot."""
    return _NOT_STORABLE.sub("\ufffd", text)


def storable_number(number: float) -> float:
    """Make a negative zero positive, since SQLite keeps no sign of zero."""
    return float(number) + 0.0


def storable_shown(shown: Shown) -> Shown:
    """Make the text and the score of a passage and the name of its article storable."""
    article, text = storable(shown.article), storable(shown.text)
    return replace(shown, article=article, text=text, score=storable_number(shown.score))

"""Text as every database can keep it."""

import re
from dataclasses import replace

from bot.querylog.model import Shown

_NOT_STORABLE = re.compile("[\0\ud800-\udfff]")


def storable(text: str) -> str:
    """Replace lone surrogates, which UTF-8 cannot hold, and NUL, which PostgreSQL cannot."""
    return _NOT_STORABLE.sub("\ufffd", text)


def storable_shown(shown: Shown) -> Shown:
    """Make the text of a passage and the name of its article storable, and its score a float."""
    article, text = storable(shown.article), storable(shown.text)
    return replace(shown, article=article, text=text, score=float(shown.score))

"""Text as every database can keep it."""

import re

_NOT_STORABLE = re.compile("[\0\ud800-\udfff]")


def storable(text: str) -> str:
    """Replace lone surrogates, which UTF-8 cannot hold, and NUL, which PostgreSQL cannot."""
    return _NOT_STORABLE.sub("\ufffd", text)

"""Signatures of quotations: '"We will rebuild." — Mayor Ann Roe'."""

import re
from typing import Final

from bot.articles.model import Role, Source

_HIGH: Final = r"[^\W\d_a-zа-яіїєґ][\w.’'-]*"
_NAME: Final = rf"(?P<name>{_HIGH}(?: (?:{_HIGH}|[a-zа-яіїєґ’'-]{{1,12}})){{0,7}})"
_AFTER_QUOTATION = re.compile(rf"[”»\"“][.,]?\s+(?:[—–―]|--?)\s*{_NAME}(?:,[^.!?]{{1,80}})?\.?$")
_ALONE = re.compile(rf"(?:[—–―]|--)\s*{_NAME}(?:,[^.!?]{{1,80}})?\.?$")


def signature_after(quotation: str) -> Source | None:
    """Return the name behind the dash that a quotation ends with."""
    return _source(_AFTER_QUOTATION.search(quotation))


def signature_of(text: str) -> Source | None:
    """Return the name of a text that is nothing but a signature: '— Mayor Ann Roe, Kyiv'."""
    return _source(_ALONE.match(text))


def _source(match: re.Match[str] | None) -> Source | None:
    if match is None:
        return None
    return Source(match["name"], match.start("name"), match.end("name"), Role.SPEAKER)

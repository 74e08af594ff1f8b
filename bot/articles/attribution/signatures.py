"""Signatures of quotations: '"We will rebuild." — Mayor Ann Roe'."""

import re
from typing import Final

from bot.articles.model import Role, Source

_HIGH: Final = r"[^\W\d_a-zа-яіїєґ][\w.’'-]*"
_NAME: Final = rf"(?P<name>{_HIGH}(?: (?:{_HIGH}|[a-zа-яіїєґ’'-]{{1,12}})){{0,7}})"
_WHEN: Final = r"(?:on|to|after|in|at|about|when|during|before|про|після|на|в|у|до|під)"
_HEARD: Final = (  # 'Coach Ann Roe after the defeat', 'Ann Roe (Kyiv)'
    rf"(?P<short>{_HIGH}(?: (?!{_WHEN} )(?:[a-zа-яіїєґ’'-]{{1,12}} )?{_HIGH}){{0,5}})"
    rf"(?: \([^()]{{1,80}}\)| {_WHEN} [^.!?]{{1,120}})"
)
_SIGNED: Final = rf"\s*(?:{_HEARD}|{_NAME}(?:,[^.!?]{{1,80}})?)\.?$"
_AFTER_QUOTATION = re.compile(rf"[”»\"“][.,]?\s+(?:[—–―]|--?){_SIGNED}")
_ALONE = re.compile(rf"(?:[—–―]|--){_SIGNED}")


def signature_after(quotation: str) -> Source | None:
    """Return the name behind the dash that a quotation ends with."""
    return _source(_AFTER_QUOTATION.search(quotation))


def signature_of(text: str) -> Source | None:
    """Return the name of a text that is nothing but a signature: '— Mayor Ann Roe, Kyiv'."""
    return _source(_ALONE.match(text))


def _source(match: re.Match[str] | None) -> Source | None:
    if match is None:
        return None
    group = "short" if match["short"] else "name"
    return Source(match[group], match.start(group), match.end(group), Role.SPEAKER)

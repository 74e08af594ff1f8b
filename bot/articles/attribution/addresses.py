"""Addresses in a text. They are no names: an article could have a link shown as its source.

A web address has two slashes, or a host and a path; others are those of mail, and of schemes such
as 'tel:'. A host alone may be the name of a company: 'Booking.com said'.
"""

import re
from collections.abc import Sequence

from bot.articles.model import Source

# Possessive quantifiers and bounded hosts: linear time on any text.
_ADDRESS = re.compile(
    r"(?:(?<![^\W_])[^\W\d_][\w+.-]{0,30}+:)?//\S++"
    r"|(?<![^\W_])(?:data|javascript|mailto|tel|tg):\S++"
    r"|(?<![\w.@-])[\w.+-]{1,64}+@[\w.-]{1,253}"
    r"|(?<![\w.-])[\w-]{1,63}+(?:\.[\w-]{1,63}+){1,8}+/\S*+",
    re.IGNORECASE,
)


def is_address(name: str) -> bool:
    """Whether a name contains an address."""
    return _ADDRESS.search(name) is not None


def outside_addresses(sources: Sequence[Source], text: str) -> tuple[Source, ...]:
    """Return the sources that share no character with an address of their text."""
    if not sources:
        return ()
    spans = [match.span() for match in _ADDRESS.finditer(text)]
    return tuple(
        one for one in sources if all(one.end <= start or end <= one.start for start, end in spans)
    )

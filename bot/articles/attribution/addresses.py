"""Addresses in a text, which are no names: whoever writes an article could have them shown as one.

An address is one with two slashes, of mail, or of a host with a path. A host by itself may be the
name of a company: 'Booking.com said'.
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
    """Whether a name holds an address."""
    return _ADDRESS.search(name) is not None


def outside_addresses(sources: Sequence[Source], text: str) -> tuple[Source, ...]:
    """Return the sources that share no character with an address of their text."""
    if not sources:
        return ()
    spans = [match.span() for match in _ADDRESS.finditer(text)]
    return tuple(
        one for one in sources if all(one.end <= start or end <= one.start for start, end in spans)
    )

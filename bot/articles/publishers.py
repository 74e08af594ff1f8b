"""Telling a publisher before a headline from a headline that holds a colon.

`The Telegraph: Failed Kursk offensive …` has a publisher; `Ukraine war: What we know`, `Zelensky:
Russia will …` and `Kyiv: …` have none. A publisher missed only stays in its headline, one that is
none is a false attribution; so only what looks like an outlet is taken for one.
"""

import re
from typing import Final

from bot.articles.outlets import known_outlets

_DIVIDED = re.compile(r"(?P<publisher>[^:]{2,60}):\s+(?P<headline>\S.*)", re.DOTALL)
_HEADLINE_START = re.compile(r"[\"'“‘«(\[$€£#@]|[^\W_]")
_WORD = re.compile(r"[A-Z0-9&][\w.&’'-]*|of|the|and|for|in|de|la|le|der|die|das|El")
_DOMAIN = re.compile(r"(?:[\w-]{2,}\.)+(?:com|org|net|info|news|media|tv|io|co|eu|[a-z]{2})", re.I)

_MAX_WORDS: Final = 6


def divide_publisher(text: str) -> tuple[str | None, str]:
    """Divide `publisher: headline`; the publisher is None, and the text whole, where none is named.

    A publisher is at most six words, each with a capital but for 'of', 'the' and the like, and is
    a known outlet, a web domain, or a name of several words with one that outlets have ('Times',
    'Post', 'News'); the headline begins with a capital, a figure or an opening mark.
    """
    match = _DIVIDED.fullmatch(text)
    if match is None:
        return None, text
    publisher, headline = match["publisher"].strip(), match["headline"]
    starts_well = _HEADLINE_START.match(headline) and not headline[0].islower()
    if starts_well and _is_outlet(publisher):
        return publisher, headline
    return None, text


def _is_outlet(name: str) -> bool:
    known = known_outlets()
    lowered = name.lower()
    is_known = lowered in known.names or lowered in known.phrases
    if _DOMAIN.fullmatch(name) or (is_known and name[0].isupper()):
        return True
    words = name.split()
    if not 1 < len(words) <= _MAX_WORDS or not all(_WORD.fullmatch(word) for word in words):
        return False
    lower = [word.lower() for word in words]
    names = lower[1:] if lower[0] == "the" else lower
    if lower[0] in known.no_outlets or names[0] in known.no_outlets:
        return False
    return any(word in known.headline_heads or word in known.names for word in names)

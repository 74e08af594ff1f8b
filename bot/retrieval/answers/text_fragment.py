"""An article's address at one sentence of it, which browsers scroll to and mark.

Text fragments (https://wicg.github.io/scroll-to-text-fragment/): `#:~:text=first words,last words`.
"""

from urllib.parse import quote

from bot.articles.model import Passage

_ENDS = 5  # words at either end of a sentence that name it
_LONGEST = 240  # characters of a fragment; Cyrillic letters take six each
_DIRECTIVE = ":~:text="


def address_of(passage: Passage) -> str | None:
    """The address of a passage's article at the passage; None if the article has none."""
    url = passage.article.url
    if url is None or _DIRECTIVE in url:
        return url
    words = passage.text.split()
    fragment = _encoded(words) if len(words) <= 2 * _ENDS else ""
    # First and last words alone find a long sentence too, and keep the address short; with fewer
    # words until it fits.
    for most in range(_ENDS, 0, -1):
        if fragment and len(fragment) <= _LONGEST:
            return f"{url}{'' if '#' in url else '#'}{_DIRECTIVE}{fragment}"
        fragment = f"{_encoded(words[:most])},{_encoded(words[-most:])}" if len(words) > 1 else ""
    return url


def _encoded(words: list[str]) -> str:
    """Percent-encoded words; a hyphen has a meaning of its own there."""
    return quote(" ".join(words), safe="", errors="replace").replace("-", "%2D")

"""Which web addresses an article may give."""

import re
from urllib.parse import urlsplit

MAX_LENGTH = 2_000
"""Characters; browsers and chat services refuse what is much longer."""

_UNSAFE = re.compile(r"[\s\x00-\x1f\x7f-\x9f<>\"\\^`{|}\u200b-\u200f\u202a-\u202e\u2060-\u2069]")


def flaw_of_url(url: str) -> str | None:
    """Say why a text is no address that may be shown as a link; None where it is one.

    An address is http or https, with a host, without a user name, and without characters that
    would have to be escaped.
    """
    if len(url) > MAX_LENGTH:
        return f"is longer than {MAX_LENGTH:,} characters"
    if _UNSAFE.search(url):
        return "holds white space or a character that is not allowed in an address"
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "is not a valid address"
    if parts.scheme not in ("http", "https"):
        return "does not begin with http:// or https://"
    if not host:
        return "names no host"
    if "@" in parts.netloc:
        return "holds a user name"
    return None

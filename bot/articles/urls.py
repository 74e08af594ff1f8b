"""Which web addresses an article may give."""

import re
from urllib.parse import urlsplit

import regex

MAX_LENGTH = 2_000
"""Characters; browsers and chat services refuse what is much longer."""

# Unicode has characters that look like a slash or a dot and are none.
_HOST = regex.compile(r"[\p{L}\p{M}\p{N}_.-]+|[0-9a-f:.]+")
_ALPHABETS = tuple(regex.compile(rf"\p{{{name}}}") for name in ("Latin", "Cyrillic", "Greek"))
_PUNYCODE = "xn--"
_UNSAFE = re.compile(r"[\s\x00-\x1f\x7f-\x9f<>\"\\^`{|}\u200b-\u200f\u202a-\u202e\u2060-\u2069]")


def flaw_of_url(url: str) -> str | None:
    """Say why a text is no address that may be shown as a link; None if it is one.

    An address is http or https, with a host whose name does not pass for another by letters of
    several alphabets, without a user name, and without characters that would have to be escaped.
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
    if not _HOST.fullmatch(host):
        return "holds a character that is in no host's name"
    if any(_mixes_alphabets(label) for label in host.split(".")):
        return "mixes alphabets in its host's name, as forged addresses do"
    return None


def _mixes_alphabets(label: str) -> bool:
    """Whether letters of two alphabets that share shapes are in one part of a host's name.

    As Unicode's rules for identifiers advise (UTS 39, section 5.2), for the alphabets that have
    letters of the same looks: `аpple` with a Cyrillic first letter.
    """
    shown = _as_shown(label)
    return sum(alphabet.search(shown) is not None for alphabet in _ALPHABETS) > 1


def _as_shown(label: str) -> str:
    """Return a part of a host's name as browsers show it: `xn--pple-43d` is `аpple`."""
    if not label.startswith(_PUNYCODE):
        return label
    try:
        return label.removeprefix(_PUNYCODE).encode("ascii").decode("punycode")
    except UnicodeError:
        return label

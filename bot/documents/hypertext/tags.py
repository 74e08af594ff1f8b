"""The tags and texts of HTML with their places, in linear time; nothing is loaded or run."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[A-Za-z][\w:.-]*)(?P<attributes>(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*)>"
    r"|(?P<comment><!--)|<[!?][^<>]*>"
)
_ATTRIBUTE = re.compile(
    r"(?P<name>[^\s\"'<>/=]+)(?:\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'"
    r"|(?P<bare>[^\s\"'=<>`]+)))?"
)
_RAW = frozenset(("script", "style", "textarea", "title", "noscript", "template", "iframe"))
"""Elements whose content is no HTML, or is not shown."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: the lower-case name of its element, and whether it opens it."""

    name: str
    opens: bool
    written: str

    def attributes(self) -> dict[str, str]:
        """Its attributes by lower-case name; of one without a value that is empty."""
        return {
            match["name"].lower(): html.unescape(
                match["double"] or match["single"] or match["bare"] or ""
            )
            for match in _ATTRIBUTE.finditer(self.written)
        }


@dataclass(frozen=True, slots=True)
class Text:
    """Characters between tags, as they are written, and where they begin.

    `within` is the element whose content they are, where that is not shown as part of the text.
    """

    written: str
    start: int
    within: str = ""


def tokens_of(text: str) -> Iterator[Tag | Text]:
    """Divide HTML into tags and texts; comments are left out."""
    at = 0
    while match := _TAG.search(text, at):
        if match.start() > at:
            yield Text(text[at : match.start()], at)
        at = match.end()
        if match["comment"]:
            end = text.find("-->", at)
            at = len(text) if end < 0 else end + 3
        elif match["name"]:
            name = match["name"].lower()
            yield Tag(name, not match["close"], match["attributes"])
            # What looks like a tag in a script is none, up to the closing tag of the script itself.
            if name in _RAW and not match["close"] and not match["attributes"].endswith("/"):
                closing = re.compile(rf"</{re.escape(name)}\s*>", re.IGNORECASE).search(text, at)
                end = closing.start() if closing else len(text)
                yield Text(text[at:end], at, within=name)
                at = end
    if at < len(text):
        yield Text(text[at:], at)

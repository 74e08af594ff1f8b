"""The content of a paragraph → what is shown of it, with its map to the source."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from bot.documents.model import Link
from bot.documents.shown import NOTHING, Shown, join
from bot.documents.source import Source, shown_from

_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
_HIDING_TAG = re.compile(r"<(/?)(script|style|template|noscript)\b", re.IGNORECASE)
_LINK_END = re.compile(r"\](?:\([^\n]*?\)|\[[^\]\n]*\])?")


@dataclass(slots=True)
class Inline:
    """What is shown of some content: its lines, each with whether it begins after a line break.

    `lines` were lines of the source; `links` are those in it. `is_linked` and `is_bold` tell that
    all of it is in links, or in bold.
    """

    lines: list[Shown] = field(default_factory=list)
    breaks: list[bool] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    is_linked: bool = False
    is_bold: bool = False


class InlineReader:
    """Reads the inline tokens of one block of the source, from character `start` to `end`."""

    def __init__(self, source: Source, start: int, end: int) -> None:
        self._source = source
        self._at = start
        self._end = end

    def read(self, tokens: Sequence[Token]) -> Inline:
        """What is shown of `tokens`, which stand in the source one after the other."""
        result = Inline()
        parts: list[Shown] = []
        hidden = bold = linked = 0
        outside_bold = outside_links = False
        label: list[Shown] = []
        address = ""
        for token in tokens:
            kind = token.type
            if kind in ("softbreak", "hardbreak") or (
                kind == "html_inline" and _BREAK_TAG.fullmatch(token.content)
            ):
                self._finish(result, parts, is_break=kind != "softbreak")
                self._skip("\n" if kind != "html_inline" else token.content)
            elif kind == "html_inline":
                self._skip(token.content)
                if tag := _HIDING_TAG.match(token.content):
                    hidden = 0 if tag[1] else 1
            elif kind in ("strong_open", "strong_close"):
                bold += token.nesting
            elif kind == "link_open":
                linked, label, address = 1, [], str(token.attrGet("href") or "")
            elif kind == "link_close":
                linked = 0
                result.links.append(Link(join(label).text.strip(), address))
                self._skip_address()
            elif not hidden and (shown := self._shown(token)).text:
                parts.append(shown)
                label.append(shown)
                if shown.text.strip():
                    outside_bold |= not bold
                    outside_links |= not linked
        self._finish(result, parts, is_break=False)
        has_text = any(line.text for line in result.lines)
        result.is_bold, result.is_linked = (
            has_text and not outside_bold,
            has_text and not outside_links,
        )
        return result

    def _finish(self, result: Inline, parts: list[Shown], *, is_break: bool) -> None:
        result.lines.append(join(parts).strip())
        result.breaks.append(is_break)
        parts.clear()

    def _shown(self, token: Token) -> Shown:
        if token.type in ("text", "code_inline"):
            return self._found(token.content)
        if token.type == "text_special":
            self._skip(token.markup)
            return Shown(token.content)
        if token.type == "image":
            return join(self._shown(child) for child in token.children or ())
        return NOTHING

    def _found(self, text: str) -> Shown:
        """A text where it stands next in the source."""
        at = self._source.text.find(text, self._at, self._end) if text else -1
        if at < 0:
            return Shown(text)
        self._at = at + len(text)
        return shown_from(self._source, at, text)

    def _skip(self, written: str) -> None:
        at = self._source.text.find(written, self._at, self._end)
        if at >= 0:
            self._at = at + len(written)

    def _skip_address(self) -> None:
        """Go on behind a link's address, whose characters may be those of the text after it."""
        found = _LINK_END.match(self._source.text, self._at, self._end)
        if found:
            self._at = found.end()


def only_images(tokens: Sequence[Token]) -> bool:
    """Whether content is pictures, such as badges, and the links that they may be in."""
    kinds = {token.type for token in _with_words(tokens)}
    return "image" in kinds and kinds <= {"image"}


def _with_words(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.type in ("text", "text_special", "code_inline") and not token.content.strip():
            continue
        if token.type in ("text", "text_special", "code_inline", "image"):
            yield token

"""The content of a paragraph → what is shown of it, with its map to the source."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from bot.documents.model import Link
from bot.documents.raised import scripted
from bot.documents.shown import NOTHING, Shown, in_one_line, join
from bot.documents.source import Source, shown_from
from bot.documents.wrapping import WORD

_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(
    r"<(/?)(?:(?P<hiding>script|style|template|noscript)|(?P<script>su[bp]))\b", re.IGNORECASE
)
_WRITTEN = ("text", "text_special", "code_inline")
_LINK_END = re.compile(r"\](?:\([^\n]*?\)|\[[^\]\n]*\])?")


@dataclass(slots=True)
class Inline:
    """What is shown of some content: its lines, each with whether it ends with a line break.

    `lines` were lines of the source, and `bold` says which of them are in bold as a whole; `links`
    are those in it. `is_linked`: all words are in links.
    """

    lines: list[Shown] = field(default_factory=list)
    breaks: list[bool] = field(default_factory=list)
    bold: list[bool] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    is_linked: bool = False

    def in_one_line(self) -> Shown:
        """All of it, its lines put together."""
        return in_one_line(self.lines)


@dataclass(slots=True)
class _Line:
    """A line while it is read: which of its words are not in bold, emphasis or a picture."""

    parts: list[Shown] = field(default_factory=list)
    has_picture: bool = False
    has_words: bool = False
    has_thin: bool = False
    has_upright: bool = False


class InlineReader:
    """Reads the inline tokens of one block of the source, from character `start` to `end`."""

    def __init__(self, source: Source, start: int, end: int) -> None:
        self._source = source
        self._at = start
        self._end = end
        self._below_picture = False

    def read(self, tokens: Sequence[Token]) -> Inline:
        """What is shown of `tokens`, which stand in the source one after the other."""
        result = Inline()
        line = _Line()
        hidden = script = ""
        depth = dict.fromkeys(("strong", "em", "link"), 0)
        outside_links = False
        label: list[Shown] = []
        address = ""
        for token in tokens:
            kind = token.type
            if _breaks_line(token):
                line = self._finish(result, line, is_break=kind != "softbreak", bold=depth)
                self._skip("\n" if kind != "html_inline" else token.content)
            elif kind == "html_inline":
                self._skip(token.content)
                if tag := _TAG.match(token.content):
                    hidden = "" if tag[1] or not tag["hiding"] else tag["hiding"]
                    script = "" if tag[1] else (tag["script"] or "").lower()
            elif token.tag in ("strong", "em"):
                depth[token.tag] += token.nesting
            elif kind == "link_open":
                depth["link"], label, address = 1, [], str(token.attrGet("href") or "")
            elif kind == "link_close":
                depth["link"] = 0
                result.links.append(Link(join(label).text.strip(), address))
                self._skip_address()
            elif not hidden and (shown := _scripted(self._shown(token), script)).text:
                line.parts.append(shown)
                label.append(shown)
                line.has_picture |= kind == "image"
                if kind != "image" and WORD.search(shown.text):
                    line.has_words = True
                    line.has_thin |= not depth["strong"]
                    line.has_upright |= not depth["em"]
                    outside_links |= not depth["link"]
        self._finish(result, line, is_break=False, bold=depth)
        result.is_linked = any(line.text for line in result.lines) and not outside_links
        return result

    def _finish(
        self, result: Inline, line: _Line, *, is_break: bool, bold: Mapping[str, int]
    ) -> _Line:
        """Add a line; a picture alone in it is not shown, nor is the caption below a picture."""
        is_picture = line.has_picture and not line.has_words
        is_caption = self._below_picture and line.has_words and not line.has_upright
        self._below_picture = is_picture
        result.lines.append(NOTHING if is_picture or is_caption else join(line.parts).strip())
        result.breaks.append(is_break)
        result.bold.append(line.has_words and not line.has_thin and not bold["strong"])
        return _Line()

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
        # The parser gives no positions within a paragraph; its tokens are found again in their
        # order.
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


def _breaks_line(token: Token) -> bool:
    is_tag = token.type == "html_inline" and _BREAK_TAG.fullmatch(token.content) is not None
    return is_tag or token.type in ("softbreak", "hardbreak")


def _scripted(shown: Shown, script: str) -> Shown:
    """A text within `sup` or `sub`, its figures as they look there."""
    text = scripted(shown.text, script)
    return shown if text == shown.text else Shown(text)


def only_images(tokens: Sequence[Token]) -> bool:
    """Whether content is pictures, such as badges, and the links that they may be in."""
    shown = {
        token.type
        for token in tokens
        if token.type == "image" or (token.type in _WRITTEN and token.content.strip())
    }
    return shown == {"image"}

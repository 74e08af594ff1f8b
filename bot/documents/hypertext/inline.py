"""Words and inline elements → what is shown of them in one paragraph."""

import html
import re
from dataclasses import dataclass, field

from bot.documents.hypertext.tags import Text
from bot.documents.raised import scripted
from bot.documents.shown import NOTHING, Shown, join
from bot.documents.source import Source, shown_from
from bot.documents.wrapping import WORD

_ODD = re.compile(
    r"(?P<space>[ \t\n\r\f]{2,}|[\t\n\r\f])"
    r"|&(?:\#\d{1,7}|\#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
)


@dataclass(slots=True)
class Buffer:
    """The text of a paragraph while it is read; `at` is where the HTML begins in the source.

    `script` is 'sup' or 'sub' while what is added is written above or below the line.
    """

    source: Source
    at: int
    parts: list[Shown | str] = field(default_factory=list)
    has_bold: bool = False
    has_plain: bool = False
    has_linked: bool = False
    has_unlinked: bool = False
    script: str = ""
    ends_with_space: bool = True

    def add(self, text: Text, *, is_bold: bool, is_linked: bool, keeps_space: bool = False) -> None:
        """Add characters, their white space as browsers show it, or as it is written."""
        shown = self._shown(text, keeps_space=keeps_space)
        if not keeps_space and self.ends_with_space and shown.text[:1] == " ":
            shown = shown.cut(1, len(shown.text))
        if not shown.text:
            return
        self.parts.append(shown)
        self.ends_with_space = shown.text[-1] in " \n"
        if WORD.search(shown.text):
            self.has_bold |= is_bold
            self.has_plain |= not is_bold
            self.has_linked |= is_linked
            self.has_unlinked |= not is_linked

    def break_line(self) -> None:
        """Go on in a new line."""
        self.parts.append("\n")
        self.ends_with_space = True

    @property
    def is_bold(self) -> bool:
        """Whether all words are in bold."""
        return self.has_bold and not self.has_plain

    @property
    def is_linked(self) -> bool:
        """Whether all words are in links."""
        return self.has_linked and not self.has_unlinked

    def take(self) -> list[Shown]:
        """The lines that were added, which are then gone."""
        whole = self.take_written()
        lines: list[Shown] = []
        start = 0
        for line in whole.text.split("\n"):
            shown = whole.cut(start, start + len(line)).strip()
            start += len(line) + 1
            if shown.text:
                lines.append(shown)
        return lines

    def take_written(self) -> Shown:
        """The same as one text, with its line breaks."""
        whole = join(self.parts)
        self.parts = []
        self.has_bold = self.has_plain = self.has_linked = self.has_unlinked = False
        self.ends_with_space = True
        return whole

    def _shown(self, text: Text, *, keeps_space: bool) -> Shown:
        written, start = text.written, self.at + text.start
        # Raised figures are other characters than those of the file, so that there is no map to it.
        if (script := scripted(written, self.script)) != written:
            return Shown(script)
        parts: list[Shown | str] = []
        last = 0
        for odd in _ODD.finditer(written):
            if odd["space"] and keeps_space:
                continue
            if odd.start() > last:
                parts.append(self._found(start + last, written[last : odd.start()]))
            parts.append(" " if odd["space"] else html.unescape(odd[0]))
            last = odd.end()
        if not last:
            return self._found(start, written) if written else NOTHING
        if last < len(written):
            parts.append(self._found(start + last, written[last:]))
        return join(parts)

    def _found(self, start: int, written: str) -> Shown:
        if self.source.text.startswith(written, start):
            return shown_from(self.source, start, written)
        return Shown(written)

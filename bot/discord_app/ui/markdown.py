"""Escapes text for Discord's Markdown.

Discord drops a backslash before a character that is neither a letter, a digit nor a space, and
shows that character as it is. So the text is changed by such backslashes only, and removing them
restores it. Inside the label of a link backslashes are shown, so a label that would need one is
written next to the link instead.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from bot.discord_app.ui.limits import ELLIPSIS, word_end

_INLINE = re.compile(
    r"[\\*_~`|]"  # emphasis, code, spoilers
    r"|[<>@\[\]]"  # mentions, time stamps, custom emoji, quotes, links
    r"|:(?=\S)"  # :emoji: and addresses, which else become links with the backslashes in them
)
# Headings, small print and lists: marks only at the start of a line.
_BREAKS = r"\r\v\f\x1c-\x1e\x85\u2028\u2029"
_AT_LINE_START = re.compile(
    rf"(?:^|(?<=[{_BREAKS}]))[^\S\n{_BREAKS}]*(?:[-+#]|[0-9]+[.)])", re.MULTILINE
)
# Characters that reorder what follows them: of no use in a name, where they could reorder ours.
_REORDERING = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"
_NOT_IN_LINKS = re.compile(r"[\s()<>\\\"'\x00-\x1f\x7f]")
_LONGEST_URL = 512
_BOLD = "**"

Span = tuple[int, int]
"""A half-open range of characters."""

LONGEST_LINK = _LONGEST_URL + len(" ([open]())")
"""What `link` may add to a label."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text as Markdown, and whether it had to be cut."""

    markdown: str
    is_cut: bool


def pieces(text: str, *, quoted: bool = False) -> list[str]:
    """Return the Markdown of each character, in order; joined, they show the text as it stands.

    With `quoted`, each line after the first begins with the mark of a block quote.
    """
    marked = {match.start() for match in _INLINE.finditer(text)}
    # The last character of the mark: '1\.' shows as '1.', while '\1.' would keep its backslash.
    marked.update(match.end() - 1 for match in _AT_LINE_START.finditer(text))
    result = [f"\\{char}" if index in marked else char for index, char in enumerate(text)]
    if quoted:
        for match in re.finditer(r"\n|\r(?!\n)", text):
            result[match.start()] += "> "
    return result


def escape(text: str) -> str:
    """Return the Markdown that shows a text literally."""
    return "".join(pieces(text))


def fit(text: str, limit: int, *, bold: Iterable[Span] = ()) -> str:
    """Escape a text to at most `limit` characters of Markdown, cut at a word if it is longer.

    The characters of the spans in `bold` are shown in bold; none of them is changed.
    """
    return _fit(text, limit, quoted=False, bold=_apart(text, bold)).markdown


def quote(text: str, limit: int, *, bold: Iterable[Span] = ()) -> Fitted:
    """Make a block quote of a text, in at most `limit` characters of Markdown.

    The characters of the spans in `bold` are shown in bold; none of them is changed.
    """
    mark = "> "
    fitted = _fit(text, limit - len(mark), quoted=True, bold=_apart(text, bold))
    return Fitted(mark + fitted.markdown, fitted.is_cut)


def name(text: str, limit: int) -> str:
    """Escape a title or a name for the middle of a line, in at most `limit` characters.

    It becomes one line, and its writing direction cannot reorder the text around it.
    """
    text = one_line(text)
    if not _is_right_to_left(text):
        return fit(text, limit)
    return _ISOLATE + fit(text, limit - 2) + _END_ISOLATE


def link(label: str, url: str | None, limit: int) -> str:
    """Name something by its label, as a link if it has a usable address.

    The label takes at most `limit` characters, the link at most `LONGEST_LINK` more.
    """
    shown = name(label, limit) or ELLIPSIS
    target = link_target(url)
    if target is None:
        return shown
    # Inside a label, Discord would show the backslashes.
    if "\\" in shown:
        return f"{shown} ([open]({target}))"
    return f"[{shown}]({target})"


def link_target(url: str | None) -> str | None:
    """Return an address fit for the target of a link, or None if there is no usable one."""
    if url is None or not url.lower().startswith(("http://", "https://")):
        return None
    target = _NOT_IN_LINKS.sub(lambda match: _percent(match[0]), url)
    return target if len(target) <= _LONGEST_URL else None


def day(published: date) -> str:
    """Show a day as Discord's own time stamp, which each reader sees in their own language.

    A time stamp is a moment, and a day without a time zone is none. Noon in UTC is taken, because
    it falls on that same day from 12 hours west to 12 hours east of Greenwich: everywhere but in
    the Pacific's easternmost offsets (New Zealand in summer, Tonga, Samoa, Kiribati).
    """
    noon = datetime.combine(published, time(12), UTC)
    return f"<t:{int(noon.timestamp())}:D>"


def one_line(text: str) -> str:
    """Join a text's lines and drop the characters that would reorder the text around it."""
    return " ".join(_REORDERING.sub("", text).split())


def _fit(text: str, limit: int, *, quoted: bool, bold: Sequence[Span] = ()) -> Fitted:
    # One more than can stay, for the marks that depend on the character that follows.
    shown = pieces(text[: limit + 1], quoted=quoted)
    room = limit - 2 * len(_BOLD) * len(bold)
    if len(text) <= limit and sum(map(len, shown)) <= room:
        return Fitted(_embolden(shown, bold), is_cut=False)
    size = most = 0
    while size + len(shown[most]) <= room - len(ELLIPSIS):
        size += len(shown[most])
        most += 1
    kept = shown[: word_end(text, most)]
    left = _apart(text, ((start, min(end, len(kept))) for start, end in bold))
    return Fitted(_embolden(kept, left) + ELLIPSIS, is_cut=True)


def _apart(text: str, spans: Iterable[Span]) -> list[Span]:
    """Return spans in order, trimmed of white space, with adjacent ones merged.

    Discord would read the marks of two adjacent spans as four asterisks.
    """
    result: list[Span] = []
    for start, end in sorted(spans):
        inside = text[start:end]
        start += len(inside) - len(inside.lstrip())
        end = start + len(inside.strip())
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        elif start < end:
            result.append((start, end))
    return result


def _embolden(shown: list[str], spans: Iterable[Span]) -> str:
    marked = list(shown)
    for start, end in spans:
        marked[start] = _BOLD + marked[start]
        marked[end - 1] += _BOLD
    return "".join(marked)


def _is_right_to_left(text: str) -> bool:
    if text.isascii():
        return False
    return any(unicodedata.bidirectional(char) in ("R", "AL", "AN") for char in text)


def _percent(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode())

"""The bytes of a seed file, as numbered lines of text."""

import codecs
import re
from dataclasses import dataclass

from bot.articles.problem import Rejected

_LINE_BREAK = re.compile(r"\r\n|\n|\r")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_KNOWN_FORMATS = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a Word document or another zip archive"),
    (b"{\\rtf", "an RTF document"),
)
_SAVE_AS = "save it as UTF-8 text"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file, without its line break; `number` counts from 1."""

    number: int
    text: str


def read_lines(data: bytes) -> tuple[Line, ...]:
    r"""Decode a file and divide it at LF, CRLF and CR.

    A byte order mark is left out. Every other character stays, those that Unicode also counts as
    line breaks (U+2028, form feed) inside their line. Raises Rejected for what is not UTF-8 text.
    """
    text = _decode(data.removeprefix(codecs.BOM_UTF8))
    return tuple(Line(number, line) for number, line in enumerate(_LINE_BREAK.split(text), 1))


def _decode(data: bytes) -> str:
    if data.startswith(_UTF_16):
        raise Rejected(None, f"is not UTF-8: it looks like UTF-16; {_SAVE_AS}")
    for beginning, kind in _KNOWN_FORMATS:
        if data.startswith(beginning):
            raise Rejected(None, f"is {kind}, not text; {_SAVE_AS}")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if b"\0" in data:
            raise Rejected(None, f"is binary, not text; {_SAVE_AS}") from None
        before = _LINE_BREAK.split(data[: error.start].decode("utf-8"))
        text = (
            f"is not UTF-8: the byte 0x{data[error.start]:02X} at position {error.start + 1}"
            f" is not valid there; {_SAVE_AS}"
        )
        raise Rejected(len(before), text) from None
    if "\0" in text:
        if text.count("\0") > len(text) / 4:
            raise Rejected(None, f"is not UTF-8: it looks like UTF-16; {_SAVE_AS}")
        raise Rejected(None, f"is binary (it holds NUL bytes), not text; {_SAVE_AS}")
    return text

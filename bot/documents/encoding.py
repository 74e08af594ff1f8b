"""The bytes of a text file → its characters, and what was assumed if they do not tell."""

import codecs
import re
from dataclasses import dataclass

from bot.documents.problem import Rejected, Warned

_LINE_BREAK = re.compile(rb"\r\n|\n|\r")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins as UTF-16 does
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KNOWN_FORMATS = (
    (b"%PDF-", "a PDF", ".pdf"),
    (b"PK\x03\x04", "a Word document, a book or another zip archive", ".docx or .epub"),
    (b"{\\rtf", "an RTF document", ".docx, after saving it as such"),
)
_SAVE_AS = "save it as UTF-8 text"
_SAMPLE = 100_000  # bytes, enough to tell an encoding by
_TELLING = 8  # bytes, without which there is nothing to tell an encoding by
_FEW = 20
"""Of so many letters beyond ASCII one may be broken in a file that is UTF-8 otherwise."""

_LIKELY = (
    *("gb18030", "cp932", "euc_jp", "cp949", "big5", "cp1252", "cp1255", "cp874", "cp1256"),
    *("cp1253", "cp1251", "koi8_u", "mac_roman", "cp1250", "cp1254", "cp1257", "cp866"),
)
"""Encodings that people's files come in; of those that fit alike, the first is taken."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, its encoding by name, and what its author should know."""

    text: str
    encoding: str = "UTF-8"
    warnings: tuple[Warned, ...] = ()


def decode(data: bytes) -> Decoded:
    """Decode a text file: by its byte order mark, as UTF-8, else by what its bytes look like.

    An encoding that is only likely is named in a warning. Raises Rejected for what is no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding)
    # Before guessing: a renamed PDF would decode as some encoding, and be read as gibberish.
    for beginning, kind, suffix in _KNOWN_FORMATS:
        if data.startswith(beginning):
            raise Rejected(None, f"is {kind}, not text; give it the ending {suffix}")
    if b"\0" in data:
        return _with_nul(data)
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _repaired(data, error) or _guessed(data, error)


def _marked(data: bytes, encoding: str) -> Decoded:
    if encoding == "utf-8":
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            return _repaired(data, error) or _guessed(data, error)
        return _checked(text, "UTF-8")
    try:
        return _checked(data.decode(encoding), encoding[:6].upper())
    except UnicodeDecodeError:
        name = encoding[:6].upper()
        raise Rejected(
            None, f"starts like {name} text, but is not valid {name}; {_SAVE_AS}"
        ) from None


def _checked(text: str, encoding: str) -> Decoded:
    if "\0" in text:
        raise Rejected(None, "is not a text file: it contains NUL bytes")
    return Decoded(text, encoding)


def _with_nul(data: bytes) -> Decoded:
    """UTF-16 without its mark has a zero in every other byte of Latin letters."""
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = data[first::2].count(0)
        if (
            len(data) >= _TELLING
            and zeros > len(data) / 5
            and data[1 - first :: 2].count(0) < zeros / 8
        ):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                break
            if "\0" not in text:
                told = f"seems to be UTF-16 and is read as such; {_SAVE_AS} if letters are wrong"
                return Decoded(text, "UTF-16", (Warned(None, told),))
    raise Rejected(None, "is not a text file: it contains NUL bytes")


def _repaired(data: bytes, error: UnicodeDecodeError) -> Decoded | None:
    """UTF-8 of which a few bytes are not, as after a careless cut or paste."""
    good = data.decode("utf-8", "ignore")
    letters = sum(character > "\x7f" for character in good)
    kept = data.decode("utf-8", "surrogateescape")
    broken = sum("\udc80" <= character <= "\udcff" for character in kept)
    # Too much is broken for UTF-8 with a slip: the file is in another encoding.
    if not letters or broken > letters / _FEW + 1 or letters < 2 * broken:
        return None
    line = _line_of(data, error.start)
    text = data.decode("utf-8", "replace")
    told = (
        f"the byte 0x{data[error.start]:02X} is not valid UTF-8, and appears as"
        " \N{REPLACEMENT CHARACTER} in the text; put the right character in its place"
    )
    return Decoded(text, "UTF-8", (Warned(line, told),))


def _guessed(data: bytes, error: UnicodeDecodeError) -> Decoded:
    """Whatever the statistics of letters make most likely."""
    # Takes a tenth of a second to import, and files in other encodings are rare.
    from charset_normalizer import from_bytes

    line = _line_of(data, error.start)
    matches = from_bytes(data[:_SAMPLE], cp_isolation=[*_LIKELY], threshold=0.3)
    fits = {
        encoding: match.chaos - match.coherence
        for match in reversed(list(matches))
        for encoding in match.could_be_from_charset
        if encoding in _LIKELY
    }
    if len(data) < _TELLING:
        fits = {}
    # Rounded, so that of two that fit about alike the commoner one is taken.
    for encoding in sorted(fits, key=lambda each: (round(fits[each], 2), _LIKELY.index(each))):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:  # behind the sample
            continue
        name = encoding.replace("cp", "Windows-", 1) if encoding.startswith("cp12") else encoding
        told = f"is not UTF-8 and is read as {name}, by the look of it; {_SAVE_AS}"
        return Decoded(text, name, (Warned(line, f"{told} if letters are wrong"),))
    raise Rejected(
        line,
        f"is not UTF-8: the byte 0x{data[error.start]:02X} at position {error.start + 1}"
        f" is not valid there, and no other encoding fits; {_SAVE_AS}",
    )


def _line_of(data: bytes, position: int) -> int:
    return len(_LINE_BREAK.findall(data[:position])) + 1

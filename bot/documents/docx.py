"""A Word document → its text, by mammoth's reading of its styles."""

import io
import re
import zipfile
from collections.abc import Iterator
from itertools import repeat
from xml.etree import ElementTree

from bot.common.yaml_reading import YamlValue
from bot.documents.archives import Archive
from bot.documents.hypertext.reading import HypertextReader
from bot.documents.model import LeftOut, Page
from bot.documents.problem import Rejected

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAIN = "word/document.xml"
_PART = re.compile(
    r"(?:\[Content_Types\]\.xml|_rels/\.rels|word/[\w-]+\.xml|word/_rels/[\w.-]+\.rels)"
)
_ABOUT = {
    "title": "{http://purl.org/dc/elements/1.1/}title",
    "authors": "{http://purl.org/dc/elements/1.1/}creator",
    "language": "{http://purl.org/dc/elements/1.1/}language",
    "date": "{http://purl.org/dc/terms/}modified",
}
_MOST_TAGS = 600_000
"""The most tags of a part; reading that many takes about ten seconds."""

_NOT_SHOWN = {
    _MAIN: (("hidden text", b"<w:vanish"), ("deleted text", b"<w:del ")),
    "word/comments.xml": (("comment", b"<w:comment "),),
}
"""What is left out of each part, by the tag that marks it."""

_STYLES = """\
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote:fresh
p[style-name='Intense Quote'] => blockquote:fresh
"""


def read_docx(data: bytes) -> Page:
    """Read a .docx: headings, lists, tables; not what is hidden, deleted or a comment.

    Raises Rejected for what is none.
    """
    import mammoth  # an extra

    archive = Archive(data, "Word document")
    if _MAIN not in archive.names:
        raise Rejected(
            None, "is not a readable Word document: it has no text part; save it again as .docx"
        )
    try:
        html: str = mammoth.convert_to_html(
            io.BytesIO(_plain_parts(archive)),
            style_map=_STYLES,
            # Otherwise mammoth would put each picture into the HTML as base64, many times the size
            # of the text.
            convert_image=mammoth.images.img_element(lambda _: {}),
        ).value
    except Rejected:
        raise
    except Exception as error:  # mammoth has no errors of its own
        raise Rejected(None, f"cannot be read as a Word document: {error!r:.100}") from None
    events = tuple(HypertextReader().read(html))
    return Page(events, tuple(_left_out(archive)), values=_values(archive))


def _left_out(archive: Archive) -> Iterator[LeftOut]:
    """What the writers of a document do not show: by kind, as often as it is there."""
    for part, kinds in _NOT_SHOWN.items():
        text = archive.read_xml(part) or b""
        for what, mark in kinds:
            yield from repeat(LeftOut(None, what), text.count(mark))


def _plain_parts(archive: Archive) -> bytes:
    """An archive of the parts that are text, without what is hidden in them."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as whole:
        for name in dict.fromkeys(archive.names):
            if _PART.fullmatch(name) and not name.startswith("word/comments"):
                part = archive.read_xml(name) or b""
                # Counted before parsing, which is the slow step.
                if part.count(b"<") > _MOST_TAGS:
                    raise Rejected(None, "is too large when unpacked; divide it")
                # Most documents have nothing hidden, and are not parsed twice.
                whole.writestr(name, _without_hidden(part) if b"vanish" in part else part)
    return packed.getvalue()


def _without_hidden(part: bytes) -> bytes:
    try:
        root = ElementTree.fromstring(part)  # noqa: S314 - declares no entities
    except ElementTree.ParseError as error:
        raise Rejected(None, f"is damaged: {error}") from None
    for parent in list(root.iter()):
        for run in parent.findall(f"{_WORD}r"):
            vanish = run.find(f"{_WORD}rPr/{_WORD}vanish")
            if vanish is not None and vanish.get(f"{_WORD}val") not in ("0", "false"):
                parent.remove(run)
    return ElementTree.tostring(root)


def _values(archive: Archive) -> dict[str, YamlValue]:
    part = archive.read_xml("docProps/core.xml")
    if part is None:
        return {}
    try:
        root = ElementTree.fromstring(part)  # noqa: S314 - declares no entities
    except ElementTree.ParseError:
        return {}
    values: dict[str, YamlValue] = {}
    for key, name in _ABOUT.items():
        element = root.find(name)
        if element is not None and element.text and element.text.strip():
            values[key] = element.text.strip()
    return values

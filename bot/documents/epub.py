"""A book as EPUB → its chapters, in the order in which they are read."""

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote
from xml.etree import ElementTree

from bot.common.yaml_reading import YamlValue
from bot.documents.archives import Archive
from bot.documents.encoding import decode
from bot.documents.hypertext.reading import HypertextReader
from bot.documents.model import Event, Page
from bot.documents.problem import Rejected

_CONTAINER = "META-INF/container.xml"
_PACKAGE = "{http://www.idpf.org/2007/opf}"
_ABOUT = "{http://purl.org/dc/elements/1.1/}"
_KEYS = {"title": "title", "creator": "authors", "date": "date", "publisher": "publisher"}
_TEXT = ("application/xhtml+xml", "text/html")


def read_epub(data: bytes) -> Page:
    """Read a book: the text of its spine, and its title, authors and publisher.

    Raises Rejected for what is none, or is encrypted.
    """
    archive = Archive(data, "EPUB book")
    # Encrypted parts would decode as noise, and be loaded as an article.
    if "META-INF/rights.xml" in archive.names:
        raise Rejected(None, "is protected against copying; its text cannot be read")
    path = _path_of_package(archive)
    package = _parsed(archive, path)
    events = [event for part in _spine(package) for event in _chapter(archive, path, part)]
    return Page(tuple(events), values=_values(package))


def _path_of_package(archive: Archive) -> str:
    container = _parsed(archive, _CONTAINER)
    for element in container.iter():
        if element.tag.endswith("}rootfile") and element.get("full-path"):
            return element.get("full-path", "")
    raise Rejected(None, "is not a readable EPUB book: its container names no package; replace it")


def _parsed(archive: Archive, name: str) -> ElementTree.Element:
    part = archive.read_xml(name)
    if part is None:
        raise Rejected(None, f"is not a readable EPUB book: it has no {name}; replace it")
    try:
        return ElementTree.fromstring(part)  # noqa: S314 - declares no entities
    except ElementTree.ParseError as error:
        raise Rejected(None, f"is damaged: {error}") from None


def _spine(package: ElementTree.Element) -> Iterator[str]:
    """The paths of the chapters; tables of contents and covers that the spine skips are none."""
    items = {each.get("id"): each for each in package.iter(f"{_PACKAGE}item")}
    for reference in package.iter(f"{_PACKAGE}itemref"):
        item = items.get(reference.get("idref"))
        if item is None or item.get("media-type") not in _TEXT:
            continue
        if reference.get("linear") != "no" and "nav" not in (item.get("properties") or "").split():
            yield unquote(item.get("href") or "")


def _chapter(archive: Archive, package: str, part: str) -> Iterator[Event]:
    path = posixpath.normpath(posixpath.join(posixpath.dirname(package), part))
    data = archive.read(path)
    if data is None:
        return
    yield from HypertextReader().read(decode(data).text)


def _values(package: ElementTree.Element) -> dict[str, YamlValue]:
    values: dict[str, YamlValue] = {}
    for name, key in _KEYS.items():
        given = [each.text.strip() for each in package.iter(f"{_ABOUT}{name}") if each.text]
        if given and given[0]:
            values[key] = list(given) if key == "authors" else given[0]
    language = next(package.iter(f"{_ABOUT}language"), None)
    if language is not None and language.text:
        values["language"] = language.text.strip()
    return values

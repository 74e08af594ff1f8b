"""What the head of a web page says about it: title, author, day, address, site."""

import json
import re
from collections.abc import Iterator, Mapping

from bot.common.yaml_reading import YamlValue
from bot.documents.hypertext.tags import Text
from bot.documents.hypertext.tree import Node, every_node, text_of

_NAMES = {
    "title": ("og:title", "twitter:title", "dc.title", "citation_title"),
    "authors": ("author", "article:author", "dc.creator", "parsely-author", "citation_author"),
    "date": (
        *("article:published_time", "date", "dc.date", "dcterms.created", "pubdate"),
        *("publish-date", "datepublished", "parsely-pub-date", "citation_publication_date"),
    ),
    "publisher": ("og:site_name", "application-name", "citation_journal_title"),
    "url": ("og:url",),
    "description": ("description", "og:description"),
}
_SITE_BEHIND = re.compile(r"\s+[|·—–»-]\s+[^|·—–»]{2,60}$")
_AUTHOR = re.compile(r"(?:^|\s)(?:author|byline|author-name|p-author)(?:\s|$)")
_LONGEST_NAME = 60  # characters of what is marked as an author
_DEEPEST = 6


def about(root: Node) -> Mapping[str, YamlValue]:
    """What a page says about itself, by the keys of a header."""
    given = {
        (node.attributes.get("name") or node.attributes.get("property") or "").lower(): content
        for node in root.find("meta")
        if (content := node.attributes.get("content", "").strip())
    }
    values: dict[str, YamlValue] = {}
    for key, names in _NAMES.items():
        found = next((given[name] for name in names if name in given), "")
        if found and not (key == "authors" and found.startswith("http")):
            values[key] = found
    # `setdefault` from here on: what the head says outright counts more than JSON-LD, and that more
    # than marks in the text.
    for key, value in _linked_data(root):
        values.setdefault(key, value)
    canonical = next(
        (each for each in root.find("link") if each.attributes.get("rel") == "canonical"), None
    )
    if canonical is not None:
        values["url"] = canonical.attributes.get("href", "")
    if not str(values.get("url", "")).startswith(("http://", "https://")):
        values.pop("url", None)
    if language := next((each.attributes.get("lang", "") for each in root.find("html")), ""):
        values["language"] = language
    for key, value in _marked(root):
        values.setdefault(key, value)
    if "title" not in values and (title := _title(root, values.get("publisher"))):
        values["title"] = title
    return values


def _marked(root: Node) -> Iterator[tuple[str, YamlValue]]:
    """The day and the author that a page shows, as its elements are marked."""
    for node in every_node(root):
        names = f"{node.attributes.get('class', '')} {node.attributes.get('itemprop', '')}".lower()
        if node.name == "time" and (day := node.attributes.get("datetime") or text_of(node)):
            yield "date", day
        elif _AUTHOR.search(f"{names} {node.attributes.get('rel', '')}"):
            text = text_of(node)
            if 0 < len(text) <= _LONGEST_NAME and not any(map(str.isdigit, text)):
                yield "authors", text


def _title(root: Node, publisher: YamlValue) -> str:
    """The title in the head, without the name of the site behind it."""
    title = " ".join(text_of(node) for node in root.find("title"))
    site = _SITE_BEHIND.search(title)
    heading = next(iter(root.find("h1")), None)
    if site and (heading is not None or (publisher and str(publisher) in site[0])):
        return title[: site.start()]
    return title


def _linked_data(root: Node) -> Iterator[tuple[str, YamlValue]]:
    """What JSON-LD says of the article that a page is."""
    for node in root.find("script"):
        if "ld+json" not in node.attributes.get("type", ""):
            continue
        text = "".join(each.written for each in node.children if isinstance(each, Text))
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            continue
        for each in _objects(data, 0):
            if "headline" in each or "datePublished" in each:
                yield from _of_object(each)


def _of_object(data: Mapping[str, object]) -> Iterator[tuple[str, YamlValue]]:
    for key, name in (("title", "headline"), ("date", "datePublished"), ("url", "url")):
        value = data.get(name)
        if isinstance(value, str):
            yield key, value
    people = data.get("author")
    named = [each.get("name") for each in _objects(people, 0)]
    names: list[YamlValue] = [name for name in named if isinstance(name, str)]
    if names or isinstance(people, str):
        yield "authors", names or str(people)
    for publisher in _objects(data.get("publisher"), 0):
        site = publisher.get("name")
        if isinstance(site, str):
            yield "publisher", site


def _objects(data: object, depth: int) -> Iterator[Mapping[str, object]]:
    if depth > _DEEPEST:
        return
    if isinstance(data, dict):
        yield data
        yield from _objects(data.get("@graph"), depth + 1)
    elif isinstance(data, list):
        for each in data:
            yield from _objects(each, depth + 1)

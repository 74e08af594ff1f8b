"""Which part of a web page is its text, and which is there on every page of the site."""

import re
from collections.abc import Iterator

from bot.documents.hypertext.tags import Text
from bot.documents.hypertext.tree import Node

_MAIN_NAMES = re.compile(
    r"(?:^|[\s_-])(?:article[_-]?body|articlebody|post[_-]?content|entry[_-]?content|markdown-body"
    r"|main[_-]?content|page[_-]?content|story[_-]?body|rst-content|mw-parser-output)(?:$|[\s_-])",
    re.IGNORECASE,
)
_FURNITURE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:share|sharing|social|related|newsletter|subscribe|cookie|consent|breadcrumbs?"
    r"|sidebar|comments?|advert\w*|ads?|promo|byline|navbar|nav|menu|toc|pagination|pager|footer"
    r"|skip-?link|headerlink|anchor-?link|edit-?link|feedback|modal|popup|tooltip|sr-only"
    r"|screen-reader-text|visually-?hidden|mw-editsection|reflist|infobox|navbox|hidden|d-none)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_PARAGRAPHS = ("p", "pre", "blockquote", "li", "td")
_ENOUGH = 200
"""Characters that the main element of a page has at least."""

_MOST = 0.6
"""The share of a page's paragraphs that an element must have to be its text."""


def main_text_of(root: Node) -> Node:
    """The element that holds the text of a page: a marked one, else that of most paragraphs."""
    for marked in (_by_role(root), root.find("article"), root.find("main"), _by_name(root)):
        best = max(marked, key=_length, default=None)
        if best is not None and _length(best) >= _ENOUGH:
            return best
    bodies = root.find("body")
    body = bodies[0] if bodies else root
    return _densest(body)


def is_furniture(node: Node) -> bool:
    """Whether an element is by its name no part of the text, such as buttons to share it."""
    names = f"{node.attributes.get('class', '')} {node.attributes.get('id', '')}"
    return len(names) > 1 and _FURNITURE_NAMES.search(names[:300]) is not None


def _by_role(root: Node) -> list[Node]:
    return [
        node
        for node in _all(root)
        if node.attributes.get("itemprop") == "articleBody" or node.attributes.get("role") == "main"
    ]


def _by_name(root: Node) -> list[Node]:
    return [
        node
        for node in _all(root)
        if _MAIN_NAMES.search(
            f"{node.attributes.get('class', '')} {node.attributes.get('id', '')}"[:300]
        )
    ]


def _densest(body: Node) -> Node:
    """The smallest element that holds most of what the paragraphs of a page say."""
    total = sum(_length(each) for each in body.find(*_PARAGRAPHS))
    node = body
    while True:
        inside = [child for child in node.children if isinstance(child, Node)]
        holding = [
            child
            for child in inside
            if sum(_length(each) for each in child.find(*_PARAGRAPHS)) > _MOST * total
        ]
        if len(holding) != 1 or not total:
            return node
        node = holding[0]


def _all(root: Node) -> Iterator[Node]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(child for child in reversed(node.children) if isinstance(child, Node))


def _length(node: Node) -> int:
    return sum(
        len(child.written.strip())
        for each in _all(node)
        for child in each.children
        if isinstance(child, Text) and not child.within
    )

"""Which part of a web page is its text, and which is there on every page of the site."""

import re

from bot.documents.hypertext.tags import Text
from bot.documents.hypertext.tree import Node, every_node

_MAIN_NAMES = re.compile(
    r"(?:^|[\s_-])(?:article[_-]?body|articlebody|post[_-]?content|entry[_-]?content|markdown-body"
    r"|main[_-]?content|page[_-]?content|story[_-]?body|rst-content|mw-parser-output)(?:$|[\s_-])",
    re.IGNORECASE,
)
_FURNITURE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:share|sharing|social|related|newsletter|subscribe|cookie|consent|breadcrumbs?"
    r"|sidebar|comments?|advert\w*|ads?|promo|byline|navbar|nav|menu|toc|pagination|pager|footer"
    r"|skip-?link|headerlink|anchor-?link|edit-?link|feedback|modal|popup|tooltip|sr-only"
    r"|screen-reader-text|visually-?hidden|mw-editsection|reflist|infobox|navbox|hidden|d-none"
    r"|(?:post|entry|article)-?meta|posted-?on|author-?(?:box|bio|info)|sharedaddy|relatedposts"
    r"|hatnote|sitesub|noprint|twitter-tweet|instagram-media|respond|disqus|most-read|read-?more"
    r"|paywall|gdpr|onetrust)(?:$|[\s_-])"
    r"|(?:^|\s)(?:meta|tags|author|byline|dateline|date|timestamp|credits?)(?:\s|$)",
    re.IGNORECASE,
)
_UNSEEN = frozenset(
    (
        *("script", "style", "template", "noscript", "svg", "canvas", "iframe", "object", "head"),
        *("title", "textarea", "select", "button", "datalist", "dialog", "audio", "video", "map"),
        *("rp", "rt", "input", "img"),
    )
)
_FURNITURE = frozenset(("nav", "footer", "aside", "form", "menu", "figcaption"))
_UNSEEN_ROLES = frozenset(
    ("navigation", "search", "banner", "contentinfo", "doc-noteref", "doc-pagebreak", "doc-toc")
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_PARAGRAPHS = ("p", "pre", "blockquote", "li", "td")
_ENOUGH = 200
"""Characters that the main element of a page has at least."""

_MOST = 0.6
"""The share of a page's paragraphs that an element must have to be its text."""


def main_text_of(root: Node) -> Node:
    """The element that holds the text of a page: a marked one, else that of most paragraphs."""
    # From the surest sign to the weakest; each only if it holds enough text, since sites mark
    # teasers, too.
    for marked in (_by_role(root), root.find("article"), root.find("main"), _by_name(root)):
        best = max(marked, key=size_of, default=None)
        if best is not None and size_of(best) >= _ENOUGH:
            return best
    bodies = root.find("body")
    body = bodies[0] if bodies else root
    return _densest(body)


def is_furniture(node: Node, page_size: int) -> bool:
    """Whether an element is by its name no part of the text, such as buttons to share it.

    One that holds most of the `page_size` characters of a page is part of it by any name.
    """
    names = f"{node.attributes.get('class', '')} {node.attributes.get('id', '')}"
    if len(names) < 2:
        return False
    if node.name == "sup" and "reference" in names:
        return True
    # Names lie: some sites call the whole text 'related-content'.
    return _FURNITURE_NAMES.search(names[:300]) is not None and 2 * size_of(node) < page_size


def is_unseen(node: Node) -> bool:
    """Whether a browser does not show an element, or shows it beside the text of the page."""
    attributes = node.attributes
    return (
        node.name in _UNSEEN
        or node.name in _FURNITURE
        or "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or attributes.get("role") in _UNSEEN_ROLES
        or attributes.get("epub:type") in ("noteref", "pagebreak", "toc")
        or _HIDDEN_STYLE.search(attributes.get("style", "")) is not None
    )


def _by_role(root: Node) -> list[Node]:
    return [
        node
        for node in every_node(root)
        if node.attributes.get("itemprop") == "articleBody" or node.attributes.get("role") == "main"
    ]


def _by_name(root: Node) -> list[Node]:
    return [
        node
        for node in every_node(root)
        if _MAIN_NAMES.search(
            f"{node.attributes.get('class', '')} {node.attributes.get('id', '')}"[:300]
        )
    ]


def _densest(body: Node) -> Node:
    """The smallest element that holds most of what the paragraphs of a page say."""
    total = sum(size_of(each) for each in body.find(*_PARAGRAPHS))
    node = body
    while True:
        inside = [child for child in node.children if isinstance(child, Node)]
        holding = [
            child
            for child in inside
            if sum(size_of(each) for each in child.find(*_PARAGRAPHS)) > _MOST * total
        ]
        # No single child holds most of the text any more: this is the element around the
        # paragraphs.
        if len(holding) != 1 or not total:
            return node
        node = holding[0]


def size_of(node: Node) -> int:
    """The number of characters in an element that may be shown."""
    return sum(
        len(child.written.strip())
        for each in every_node(node)
        for child in each.children
        if isinstance(child, Text) and not child.within
    )

"""The elements of HTML as a tree, built as browsers do where tags are left out or crossed."""

import html
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.documents.hypertext.tags import Tag, Text, tokens_of

HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = frozenset(
    (
        *("address", "article", "aside", "body", "blockquote", "caption", "center", "dd"),
        *("details", "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer"),
        *("form", "head", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav"),
        *("ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead"),
        *("tr", "ul", *HEADINGS),
    )
)
"""Elements that begin on a new line."""

_VOID = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"),
        *("source", "track", "wbr"),
    )
)
_CLOSED_BY = {
    "p": BLOCKS,
    "li": frozenset(("li",)),
    "dt": frozenset(("dt", "dd")),
    "dd": frozenset(("dt", "dd")),
    "td": frozenset(("td", "th", "tr", "tbody", "tfoot")),
    "th": frozenset(("td", "th", "tr", "tbody", "tfoot")),
    "tr": frozenset(("tr", "tbody", "tfoot")),
    "option": frozenset(("option",)),
}
_SCOPES = frozenset(("table", "ul", "ol", "dl", "div", "section", "article", "main", "body"))
_DEEPEST = 100
"""Elements within each other; what is nested deeper is taken as if it were no deeper."""


@dataclass(slots=True)
class Node:
    """An element: its name, attributes and content.

    `has_block` is for one that holds blocks, `is_closed` for one with a closing tag.
    """

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Node | Text]" = field(default_factory=list)
    has_block: bool = False
    is_closed: bool = False

    def find(self, *names: str) -> "list[Node]":
        """The elements of these names below this one, in order, without those within another."""
        found: list[Node] = []
        waiting = list(reversed(self.children))
        while waiting:
            child = waiting.pop()
            if isinstance(child, Node):
                if child.name in names:
                    found.append(child)
                else:
                    waiting.extend(reversed(child.children))
        return found


def every_node(root: Node) -> Iterator[Node]:
    """An element and all below it, in order."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(child for child in reversed(node.children) if isinstance(child, Node))


def text_of(node: Node) -> str:
    """All characters of an element in one line."""
    texts = (child for each in every_node(node) for child in each.children)
    written = "".join(text.written for text in texts if isinstance(text, Text))
    return " ".join(html.unescape(written).split())


def tree_of(text: str) -> Node:
    """The tree of an HTML text, below a node without a name."""
    root = Node("")
    open_: list[Node] = [root]
    for token in tokens_of(text):
        if isinstance(token, Text):
            open_[-1].children.append(token)
        elif token.opens:
            _open(open_, token)
        else:
            _close(open_, token.name)
    return root


def _open(open_: list[Node], tag: Tag) -> None:
    # HTML lets writers leave out many closing tags: a new paragraph ends the one before.
    while len(open_) > 1 and tag.name in _CLOSED_BY.get(open_[-1].name, ()):
        open_.pop()
    if tag.name in ("li", "dt", "dd", "tr", "td", "th"):
        _close_implied(open_, tag.name)
    node = Node(tag.name, tag.attributes())
    open_[-1].children.append(node)
    if tag.name in BLOCKS:
        for each in open_:
            each.has_block = True
    # Nesting is bounded, or a hostile page would exhaust the stack of the readers that follow.
    if tag.name not in _VOID and not tag.written.endswith("/") and len(open_) < _DEEPEST:
        open_.append(node)


def _close_implied(open_: list[Node], name: str) -> None:
    """Close an item or a cell that the next one follows, with the inline elements left open."""
    for depth in range(len(open_) - 1, 0, -1):
        each = open_[depth].name
        if name in _CLOSED_BY.get(each, ()) and each != "p":
            del open_[depth:]
            return
        if each in _SCOPES:
            return


def _close(open_: list[Node], name: str) -> None:
    for depth in range(len(open_) - 1, 0, -1):
        if open_[depth].name == name:
            open_[depth].is_closed = True
            del open_[depth:]
            return

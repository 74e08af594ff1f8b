"""The parser of Markdown, with the extensions that pages use, and what its trees are asked for."""

from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from bot.documents.wrapping import wrapped_width

_GREATEST_DEPTH = 40


def parsed(text: str, *, has_indented_code: bool) -> SyntaxTreeNode:
    """The tree of a page."""
    return SyntaxTreeNode(_parser(has_indented_code=has_indented_code).parse(text))


def tokens_of(node: SyntaxTreeNode) -> Sequence[Token]:
    """The inline tokens of a block that has them."""
    for child in node.children:
        if child.type == "inline" and child.token is not None:
            return child.token.children or []
    return []


def width_of(root: SyntaxTreeNode) -> int:
    """How long the wrapped lines of a page are."""
    paragraphs = (node for node in root.walk() if node.type == "inline")
    return wrapped_width([node.content.split("\n") for node in paragraphs])


@cache
def _parser(*, has_indented_code: bool) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _GREATEST_DEPTH})
    # Joined texts could not be found in the source any more, where an escape stands between them.
    parser.enable(["table", "strikethrough"]).disable("text_join")
    parser.use(footnote_plugin).use(deflist_plugin).use(admon_plugin)
    parser.disable([] if has_indented_code else ["code"])
    # Every name is a container: what tools call theirs is no closed list.
    return parser.use(container_plugin, "any", validate=lambda *_: True)

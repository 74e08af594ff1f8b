"""A page of Markdown → its headings and pieces, in order."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from markdown_it.tree import SyntaxTreeNode

from bot.documents.code import piece_of_code
from bot.documents.hypertext.reading import HypertextReader
from bot.documents.lines import Line
from bot.documents.listing import BULLET, Item, piece_of_list
from bot.documents.markdown.cleaning import clean
from bot.documents.markdown.inline import Inline, InlineReader, only_images
from bot.documents.markdown.paragraphs import paragraphs_of, without_pointers
from bot.documents.markdown.parser import parsed, tokens_of, width_of
from bot.documents.markdown.syntax import TEXT_DIRECTIVES, TITLED_DIRECTIVES
from bot.documents.model import Event, Heading, Kind, Link, Page, Piece
from bot.documents.questions import BOLD_LEVEL, CALLOUT_LEVEL
from bot.documents.rows import piece_of_grid, piece_of_table
from bot.documents.shown import NOTHING, Shown
from bot.documents.source import Source, shown_from, source_of
from bot.documents.wrapping import WORD, is_finished

_CALLOUT = "[!"
_NO_TEXT = frozenset(("mermaid", "plantuml", "dataview", "dataviewjs", "query", "math", "chart"))
"""Languages of code that pages show as a picture or a list, not as text."""

_CHECKBOX = re.compile(r"\[[^\[\]\n]\] ")
_FOLDED = re.compile(r"\[[^\]]*\][+-]?\s*")
_END_OF_DETAILS = re.compile(r"\s*</details>", re.IGNORECASE)
_CONTAINER = re.compile(
    r"(?:\{(?P<directive>[\w:.-]+)\}|[\w-]+)?[ ]*(?:\{[^{}]*\})?[\s\[\"']*(?P<title>[^{}=\]\"']*)"
    r"[\s\]\"']*(?:\{[^{}]*\})?.*"
)
"""What follows the colons of a container: its kind or directive, and its title."""


def read_markdown(lines: Sequence[Line]) -> Page:
    """Read Markdown in the dialects of the tools that people use.

    CommonMark with tables, footnotes, lists of definitions, callouts (`> [!NOTE]`, `!!! note`,
    `:::note`) and HTML; wiki links, comments and templates as `cleaning` has them.
    """
    cleaned = clean(source_of(lines))
    reader = _PageReader(cleaned.source)
    tree = parsed(cleaned.source.text, has_indented_code=not cleaned.has_components)
    return Page(tuple(reader.flow(tree)), cleaned.left_out, tuple(reader.related))


class _PageReader:
    """Walks a tree of Markdown; gathers the links that stand in lists of their own."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._starts = [0]
        for line in source.text.split("\n"):
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._width = self._depth = 0
        self.related: list[Link] = []

    def flow(self, node: SyntaxTreeNode, kind: Kind = Kind.PARAGRAPH) -> Iterator[Event]:
        """The headings and pieces of a node's content."""
        if node.type == "root":
            self._width = width_of(node)
        for child in node.children:
            yield from self._block(child, kind)

    def _block(self, node: SyntaxTreeNode, kind: Kind) -> Iterator[Event]:
        match node.type:
            case "heading":
                text = self._line(node)
                yield Heading(text if WORD.search(text.text) else NOTHING, int(node.tag[1]))
            case "paragraph":
                yield from self._paragraph(node, kind)
            case "bullet_list" | "ordered_list":
                yield from self._list(node)
            case "table":
                yield from self._table(node)
            case "fence" | "code_block":
                yield from self._code(node)
            case "html_block":
                yield from self._hypertext(node)
            case "blockquote":
                yield from self._quotation(node)
            case "admonition" | "container_any":
                yield from self._callout(node, kind)
            case "dl":
                for child in node.children:
                    if child.type == "dt":
                        yield Heading(self._line(child), BOLD_LEVEL)
                    else:
                        yield from self.flow(child, kind)
                yield Heading(NOTHING, BOLD_LEVEL)
            case "footnote_block":
                # Footnotes belong to no section: an empty heading of the first level ends all that
                # are open.
                yield Heading(NOTHING, 1)
                yield from self.flow(node, Kind.NOTE)
            case "hr":
                return
            case _:
                yield from self.flow(node, kind)

    def _paragraph(self, node: SyntaxTreeNode, kind: Kind) -> Iterator[Event]:
        if only_images(tokens_of(node)):
            return
        inline = self._inline(node)
        # A paragraph of links alone is navigation, unless it reads like a sentence.
        if inline.is_linked and not is_finished(inline.lines[-1].text):
            self.related.extend(
                link for link in inline.links if link.url[:1] != "#" and "://" not in link.label
            )
            return
        if grid := piece_of_grid(inline.lines, self._number(node)):
            yield grid
            return
        for piece in paragraphs_of(inline, kind, self._width, self._number(node)):
            yield from without_pointers(piece, inline.links)

    def _inline(self, node: SyntaxTreeNode) -> Inline:
        first, end = node.map or (0, len(self._starts) - 1)
        reader = InlineReader(self._source, self._starts[first], self._starts[max(end, first + 1)])
        return reader.read(tokens_of(node))

    def _line(self, node: SyntaxTreeNode) -> Shown:
        """The content of a heading or the like, in one line."""
        return self._inline(node).in_one_line()

    def _number(self, node: SyntaxTreeNode) -> int:
        return self._source.number_of(node.map[0] if node.map else 0)

    def _list(self, node: SyntaxTreeNode) -> Iterator[Event]:
        links: list[Link] = []
        items = list(self._items(node, 0, links))
        # A list in which every item is a link lists related pages.
        if len(links) == len(items) > 1 or not items:
            self.related.extend(link for link in links if not link.url.startswith("#"))
        else:
            yield piece_of_list(items, self._number(node))

    def _items(self, node: SyntaxTreeNode, depth: int, links: list[Link]) -> Iterator[Item]:
        number = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else 0
        for item in node.children:
            marker = f"{number}." if node.type == "ordered_list" else BULLET
            number += 1
            for child in item.children:
                if child.type in ("bullet_list", "ordered_list"):
                    yield from self._items(child, depth + 1, links)
                    continue
                for text in self._texts(child, links):
                    yield Item(text, depth, marker)
                    marker = ""

    def _texts(self, node: SyntaxTreeNode, links: list[Link]) -> Iterator[Shown]:
        """The paragraphs of an item of a list; links that are all of one are put into `links`."""
        if node.type != "paragraph":
            events = self._block(node, Kind.PARAGRAPH)
            yield from (event.text for event in events if event.text.text)
            return
        inline = self._inline(node)
        text = inline.in_one_line()
        text = text.cut(4, len(text.text)) if _CHECKBOX.match(text.text) else text
        if inline.is_linked and len(inline.links) == 1:
            links.extend(inline.links)
        if WORD.search(text.text):
            yield text

    def _table(self, node: SyntaxTreeNode) -> Iterator[Event]:
        rows = [row for part in node.children for row in part.children]
        cells: list[list[Shown]] = []
        for row in rows:
            first, end = row.map or (0, 1)
            reader = InlineReader(self._source, self._starts[first], self._starts[end])
            cells.append([reader.read(tokens_of(cell)).in_one_line() for cell in row.children])
        piece = piece_of_table(cells[0], cells[1:], self._number(node)) if cells else None
        if piece:
            yield piece

    def _code(self, node: SyntaxTreeNode) -> Iterator[Event]:
        language = node.info.strip().split(" ")[0].strip("{}").lower()
        if language in _NO_TEXT:
            return
        piece = piece_of_code(self._written(node, node.content), self._number(node))
        if piece:
            yield piece

    def _hypertext(self, node: SyntaxTreeNode) -> Iterator[Event]:
        first, end = node.map or (0, len(self._starts) - 1)
        at = self._source.text.find(node.content, self._starts[first], self._starts[end])
        reader = HypertextReader(self._source, at) if at >= 0 else HypertextReader()
        yield from reader.read(node.content)
        if _END_OF_DETAILS.match(node.content):
            yield Heading(NOTHING, BOLD_LEVEL)

    def _quotation(self, node: SyntaxTreeNode) -> Iterator[Event]:
        # GitHub and Obsidian write callouts as quotations that begin with '[!NOTE]'.
        first = next((child for child in node.children if child.type == "paragraph"), None)
        tokens = tokens_of(first) if first else []
        if first is None or not tokens or not tokens[0].content.startswith(_CALLOUT):
            yield from self.flow(node, Kind.QUOTATION)
            return
        inline = self._inline(first)
        title = inline.lines[0]
        kind = _FOLDED.match(title.text)
        del inline.lines[0], inline.breaks[0], inline.bold[0]
        texts = paragraphs_of(inline, Kind.PARAGRAPH, self._width, self._number(first) + 1)
        rest = (child for child in node.children if child is not first)
        others = (event for child in rest for event in self._block(child, Kind.PARAGRAPH))
        named = title.cut(kind.end() if kind else 0, len(title.text))
        yield from self._called_out(named, chain(texts, others), self._number(first))

    def _called_out(self, title: Shown, events: Iterable[Event], line: int) -> Iterator[Event]:
        """What stands in a callout, below its title; a title alone is its text."""
        self._depth += 1
        begins = Heading(title, min(CALLOUT_LEVEL + self._depth, BOLD_LEVEL) - 1)
        inside = list(events)
        self._depth -= 1
        if inside or not WORD.search(title.text):
            yield from (begins, *inside)
            yield Heading(NOTHING, min(CALLOUT_LEVEL + self._depth, BOLD_LEVEL - 1))
        else:
            yield Piece(title, line=line)

    def _callout(self, node: SyntaxTreeNode, kind: Kind) -> Iterator[Event]:
        title = argument = NOTHING
        for child in node.children:
            if child.type == "admonition_title":
                title = self._line(child)
        if node.type == "container_any" and (named := _CONTAINER.fullmatch(node.info.strip())):
            given = self._written(node, named["title"].strip())
            directive = (named["directive"] or "").lower()
            if directive in TEXT_DIRECTIVES:
                argument = given
            elif not directive or directive in TITLED_DIRECTIVES:
                title = given
        is_default = title.text.lower() in node.info.lower().split()
        line = self._number(node)
        stated = [Piece(argument, kind, line=line)] if any(map(str.isalpha, argument.text)) else []
        rest = (child for child in node.children if child.type != "admonition_title")
        others = (event for child in rest for event in self._block(child, kind))
        yield from self._called_out(NOTHING if is_default else title, chain(stated, others), line)

    def _written(self, node: SyntaxTreeNode, text: str) -> Shown:
        """A text as it stands in the lines of a node; without a map if it is indented there."""
        if not text:
            return NOTHING
        first, end = node.map or (0, len(self._starts) - 1)
        at = self._source.text.find(text, self._starts[first], self._starts[end])
        return shown_from(self._source, at, text) if at >= 0 else Shown(text)

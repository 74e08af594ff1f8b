"""A tree of elements → the headings and pieces that a browser would show."""

from collections.abc import Iterator, Sequence

from bot.documents.code import piece_of_code
from bot.documents.hypertext.inline import Buffer
from bot.documents.hypertext.main_text import is_furniture, is_unseen
from bot.documents.hypertext.tags import Text
from bot.documents.hypertext.tree import BLOCKS, HEADINGS, Node, tree_of
from bot.documents.listing import BULLET, Item, piece_of_list
from bot.documents.model import Event, Heading, Kind, Piece
from bot.documents.questions import BOLD_LEVEL
from bot.documents.rows import piece_of_table
from bot.documents.shown import NOTHING, Shown, in_one_line
from bot.documents.source import NO_FILE, Source
from bot.documents.wrapping import WORD, is_finished

_LONGEST_NAME = 40  # characters of the name of a column
_BOLD = frozenset(("b", "strong"))
_CALLOUTS = frozenset(("Note", "Tip", "Warning", "Important", "Caution", "Hint", "See also"))
_WIDEST = 100  # columns or rows that a cell may span


class HypertextReader:
    """Reads HTML that stands in `source` from character `at` on.

    Of a whole page, whose main text has `page_size` characters, elements that their names tell to
    be no text of it are left out.
    """

    def __init__(self, source: Source = NO_FILE, at: int = 0, *, page_size: int = 0) -> None:
        self._page_size = page_size
        self._buffer = Buffer(source, at)

    def read(self, written: str) -> Iterator[Event]:
        """The headings and pieces of a text of HTML."""
        yield from self.flow(tree_of(written))

    def flow(self, node: Node, kind: Kind = Kind.PARAGRAPH) -> Iterator[Event]:
        """The headings and pieces of an element's content."""
        for child in node.children:
            if isinstance(child, Text):
                if not child.within:
                    self._buffer.add(child, is_bold=False, is_linked=False)
            elif self._is_unseen(child):
                continue
            elif child.name not in BLOCKS and not child.has_block:
                self._inline(child)
            else:
                yield from self._flush(kind)
                yield from self._block(child, kind)
        yield from self._flush(kind)

    def _is_unseen(self, node: Node) -> bool:
        return is_unseen(node) or (self._page_size > 0 and is_furniture(node, self._page_size))

    def _block(self, node: Node, kind: Kind) -> Iterator[Event]:
        name = node.name
        if name in HEADINGS or name in ("summary", "dt"):
            level = HEADINGS.get(name, BOLD_LEVEL)
            text = self._line(node)
            if text.text:
                yield Heading(text, level)
        elif name in ("ul", "ol"):
            items = list(self._items(node, 0))
            if items:
                yield piece_of_list(items)
        elif name == "table":
            yield from self._table(node)
        elif name == "pre":
            self._inline(node, keeps_space=True)
            if piece := piece_of_code(self._buffer.take_written()):
                yield piece
        elif name == "blockquote":
            yield from self.flow(node, Kind.QUOTATION)
        elif "admonition-title" in node.attributes.get("class", ""):
            text = self._line(node)
            yield Heading(NOTHING if text.text in _CALLOUTS else text, BOLD_LEVEL)
        elif name in ("details", "dl") or "admonition" in node.attributes.get("class", ""):
            yield from self.flow(node, kind)
            if node.is_closed:  # part of a page of Markdown may have only its beginning
                yield Heading(NOTHING, BOLD_LEVEL)
        else:
            yield from self.flow(node, kind)

    def _flush(self, kind: Kind) -> Iterator[Piece]:
        is_bold, is_linked = self._buffer.is_bold, self._buffer.is_linked
        for line in self._buffer.take():
            if not is_linked or is_finished(line.text):  # else it is a button or a menu
                yield Piece(line, kind, is_bold=is_bold)

    def _inline(
        self,
        node: Node,
        *,
        is_bold: bool = False,
        is_linked: bool = False,
        keeps_space: bool = False,
    ) -> None:
        if _is_permalink(node):
            return
        is_bold |= node.name in _BOLD
        is_linked |= node.name == "a" and bool(node.attributes.get("href"))
        # Put back below, so that text behind the element is not raised, too.
        script, self._buffer.script = self._buffer.script, node.name
        for child in node.children:
            if isinstance(child, Text):
                if not child.within:
                    self._buffer.add(
                        child, is_bold=is_bold, is_linked=is_linked, keeps_space=keeps_space
                    )
            elif child.name == "br":
                self._buffer.break_line()
            elif not self._is_unseen(child):
                self._inline(child, is_bold=is_bold, is_linked=is_linked, keeps_space=keeps_space)
        self._buffer.script = script
        if node.name == "br":
            self._buffer.break_line()

    def _line(self, node: Node) -> Shown:
        """The whole content of an element in one line."""
        self._inline(node)
        return in_one_line(self._buffer.take())

    def _items(self, node: Node, depth: int) -> Iterator[Item]:
        number = 0
        for child in node.children:
            if not isinstance(child, Node) or self._is_unseen(child):
                continue
            if child.name in ("ul", "ol"):
                yield from self._items(child, depth + 1)
                continue
            number += 1
            marker = f"{number}." if node.name == "ol" else BULLET
            yield from self._item(child, depth, marker)

    def _item(self, node: Node, depth: int, marker: str) -> Iterator[Item]:
        """An item, and below it the lists and other paragraphs in it."""
        for event in self._within(node, depth):
            if isinstance(event, Item):
                yield event
            else:
                yield Item(event, depth, marker)
            marker = ""

    def _within(self, node: Node, depth: int) -> Iterator[Item | Shown]:
        for child in node.children:
            if isinstance(child, Text):
                if not child.within:
                    self._buffer.add(child, is_bold=False, is_linked=False)
            elif child.name in ("ul", "ol"):
                yield from self._buffer.take()
                yield from self._items(child, depth + 1)
            elif self._is_unseen(child):
                continue
            elif child.name in BLOCKS or child.has_block:
                yield from self._buffer.take()
                yield from self._within(child, depth)
            else:
                self._inline(child)
        yield from self._buffer.take()

    def _table(self, node: Node) -> Iterator[Event]:
        rows = node.find("tr")
        # Old pages lay themselves out with tables; their cells are read as plain content.
        if any(row.find("table") for row in rows) or (
            len(rows) < 2 and node.find("p", "div", "ul")
        ):
            for cell in node.find("td", "th"):  # a table that lays out a page
                yield from self.flow(cell)
            return
        cells = [row.find("td", "th") for row in rows]
        is_marked = bool(cells) and all(cell.name == "th" for cell in cells[0])
        table = list(self._spread(cells))
        is_headed = is_marked or bool(node.find("thead")) or _looks_headed(table)
        header, body = (table[0], table[1:]) if table and is_headed else ([], table)
        caption = next(iter(node.find("caption")), None)
        yield from [Heading(self._line(caption), BOLD_LEVEL)] if caption else []
        if piece := piece_of_table(header, body):
            yield piece
        yield from [Heading(NOTHING, BOLD_LEVEL)] if caption else []

    def _spread(self, rows: Sequence[Sequence[Node]]) -> Iterator[list[Shown]]:
        """The cells of each row, with those that span rows in each of these."""
        spanning: dict[int, tuple[int, Shown]] = {}
        for row in rows:
            line: list[Shown] = []
            for cell in row:
                while len(line) in spanning:
                    line.append(_taken(spanning, len(line)))
                text = self._line(cell)
                if (height := _span(cell, "rowspan")) > 1:
                    spanning[len(line)] = (height - 1, text)
                line += (text, *[NOTHING] * (_span(cell, "colspan") - 1))
            while len(line) in spanning:
                line.append(_taken(spanning, len(line)))
            yield line


def _is_permalink(node: Node) -> bool:
    """Whether an element is only a mark, such as '#' or '¶', that links to its own place."""
    if node.name != "a" or not node.attributes.get("href", "").startswith("#"):
        return False
    return not any(isinstance(each, Node) or WORD.search(each.written) for each in node.children)


def _span(cell: Node, direction: str) -> int:
    given = cell.attributes.get(direction, "")
    return min(int(given), _WIDEST) if given.isascii() and given.isdigit() else 1


def _taken(spanning: dict[int, tuple[int, Shown]], column: int) -> Shown:
    """The cell of a row above that spans this one, too."""
    left, text = spanning.pop(column)
    if left > 1:
        spanning[column] = (left - 1, text)
    return text


def _looks_headed(table: Sequence[Sequence[Shown]]) -> bool:
    """Whether the first row of a table names its columns, though nothing marks it as a header."""
    if len(table) < 2 or len(table[0]) < 2:
        return False
    names = [cell.text for cell in table[0]]
    return len(set(names)) == len(names) and all(
        0 < len(name) <= _LONGEST_NAME and not any(map(str.isdigit, name)) for name in names
    )

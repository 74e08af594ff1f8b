"""Tables → pieces: each row with the names of its columns."""

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.documents.model import Kind, Piece, Span
from bot.documents.shown import Shown, in_one_line, join

_BETWEEN = " · "
_RULE = re.compile(r"\+(?:[-=:]{3,}\+)+")


def piece_of_table(
    header: Sequence[Shown], rows: Sequence[Sequence[Shown]], line: int | None = None
) -> Piece | None:
    """Write each row as a line of `column: cell`, and make it a part; None of an empty table.

    A cell without a name of its column stands alone, an empty one is left out.
    """
    texts: list[Shown | str] = []
    parts: list[Span] = []
    length = 0
    for row in rows or [header]:
        shown = _row(header if rows else (), row)
        if not shown.text:
            continue
        if parts:
            texts.append("\n")
            length += 1
        texts.append(shown)
        parts.append((length, length + len(shown.text)))
        length += len(shown.text)
    if not parts:
        return None
    return Piece(join(texts), Kind.TABLE, tuple(parts), line=line)


def piece_of_grid(lines: Sequence[Shown], line: int | None = None) -> Piece | None:
    """Read a table that is drawn with `+---+` and `|`, as Pandoc has it; None if it is none."""
    texts = [each.text for each in lines]
    if len(lines) < 3 or not (_RULE.fullmatch(texts[0]) and _RULE.fullmatch(texts[-1])):
        return None
    rows: list[list[list[Shown]]] = []
    heads = 0
    for each in lines[:-1]:
        if _RULE.fullmatch(each.text):
            # In Pandoc's grid tables, the rule below the header is drawn with '='.
            heads = len(rows) if "=" in each.text else heads
            rows.append([])
            continue
        borders = [at for at, character in enumerate(each.text) if character == "|"]
        cells = [each.cut(a + 1, b).strip() for a, b in pairwise(borders)]
        rows[-1].extend([] for _ in range(len(cells) - len(rows[-1])))
        for column, cell in zip(rows[-1], cells, strict=False):
            column.append(cell)
    written = [[in_one_line(column) for column in row] for row in rows]
    return piece_of_table(written[0] if heads else (), written[1 if heads else 0 :], line)


def _row(header: Sequence[Shown], row: Sequence[Shown]) -> Shown:
    texts: list[Shown | str] = []
    for column, cell in enumerate(row):
        if not cell.text:
            continue
        if texts:
            texts.append(_BETWEEN)
        if column < len(header) and header[column].text:
            texts += (header[column], " " if header[column].text.endswith(":") else ": ")
        texts.append(cell)
    return join(texts)

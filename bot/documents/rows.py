"""Tables → pieces: each row with the names of its columns."""

from collections.abc import Sequence

from bot.documents.model import Kind, Piece, Span
from bot.documents.shown import Shown, join

_BETWEEN = " · "


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

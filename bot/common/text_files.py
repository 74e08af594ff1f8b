"""Reads text files that people write, with errors that they can act on."""

from pathlib import Path


class UnreadableError(Exception):
    """A file cannot be read, or is not UTF-8 text from `line` on (from 1), if that is known."""

    def __init__(self, text: str, line: int | None = None) -> None:
        super().__init__(text)
        self.text = text
        self.line = line


def read_utf8(path: Path, missing: str) -> str:
    """Return the text of a UTF-8 file, without a byte order mark.

    Raises UnreadableError; `missing` is its text if the file does not exist.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise UnreadableError(missing) from None
    except OSError as error:
        raise UnreadableError(f"cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise UnreadableError("is not UTF-8 text", line) from None

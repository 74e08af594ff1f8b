"""Zip archives that are documents, read without trusting what they say about themselves."""

import io
import zipfile
from collections.abc import Sequence

from bot.documents.problem import Rejected

MAX_PART = 32 * 1_024 * 1_024
"""Bytes of a part when it is unpacked; what is larger is a bomb."""

MAX_ALL = 128 * 1_024 * 1_024
MAX_PARTS = 10_000
_DECLARATIONS = (b"<!ENTITY",)
_BEGINNING = 4_096


class Archive:
    """The parts of a zip archive by name, each and all of them read within the limits."""

    def __init__(self, data: bytes, kind: str) -> None:
        """Raises Rejected for what is no archive, or has too many parts."""
        self._left = MAX_ALL
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self.names: Sequence[str] = self._zip.namelist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise Rejected(
                None, f"is not a readable {kind}: {error}; save it again, or replace it"
            ) from None
        if len(self.names) > MAX_PARTS:
            raise Rejected(None, f"has more than {MAX_PARTS:,} parts")

    def read(self, name: str) -> bytes | None:
        """The bytes of a part; None if there is none of the name. Raises Rejected."""
        try:
            with self._zip.open(name) as part:
                # One byte more than allowed: enough to notice a bomb, whatever size the archive
                # states for the part.
                data = part.read(min(MAX_PART, self._left) + 1)
        except KeyError:
            return None
        except (zipfile.BadZipFile, RuntimeError, OSError, EOFError, NotImplementedError) as error:
            raise Rejected(None, f"cannot be unpacked: {error}") from None
        except Exception as error:  # zlib, lzma and bz2 have errors of their own
            raise Rejected(None, f"cannot be unpacked: {error}") from None
        if len(data) > min(MAX_PART, self._left):
            raise Rejected(None, "is too large when unpacked; divide it")
        self._left -= len(data)
        return data

    def read_xml(self, name: str) -> bytes | None:
        """The same of a part that is XML: one that declares entities is rejected."""
        data = self.read(name)
        if data is not None and any(each in data.upper() for each in _DECLARATIONS):
            raise Rejected(None, f"declares entities in {name}, which is not allowed")
        return data

"""Files that are replaced whole: a reader sees the old one or the new one, never a part."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """Open a file that takes the place of the one at `path` when the `with` ends without a fault.

    It is readable by its owner only, and its folder must be there. Several processes may do this at
    the same time: one of their files stays. Raises OSError.
    """
    with tempfile.NamedTemporaryFile(
        "w+b", dir=path.parent, prefix=path.name, delete=False
    ) as file:
        beside = Path(file.name)
        try:
            yield file
            file.close()
            beside.replace(path)
        except BaseException:
            file.close()
            beside.unlink(missing_ok=True)
            raise

"""Machines that share an archive on servers, each with its seeds in a folder of its own."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.library.remote.live import RemoteLive
from bot.library.remote.publishing import Publisher
from bot.library.seed_source import OwnSeeds
from bot.querylog.postgresql.address import Address
from bot.querylog.postgresql.remote_index import RemoteIndex
from bot.querylog.postgresql.remote_writing import RemoteWriter
from bot.querylog.postgresql.servers import Rows
from bot.retrieval.semantic.models import WORDS_ALONE, Models

LIMIT = 1_048_576
A_FEW = 300
"""Characters of a segment: some articles."""


def write_seeds(folder: Path, seeds: Mapping[str, str]) -> None:
    """Make the folder hold just these files."""
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    for name, text in seeds.items():
        (folder / name).write_text(text, "utf-8")


class Counting(RemoteIndex):
    """Counts its statements; one to several servers is one."""

    statements = 0

    def ask(self, query: str, values: Mapping[int, Sequence[bytes]]) -> dict[int, Rows]:
        self.statements += 1
        return super().ask(query, values)


class Machine:
    def __init__(
        self,
        folder: Path,
        urls: Sequence[str],
        largest: int = A_FEW,
        models: Models = WORDS_ALONE,
    ) -> None:
        self.seeds = folder
        servers = [Address(url) for url in urls]
        data = range(1, len(urls)) if len(urls) > 1 else (0,)
        self.index = Counting(servers)
        writer = RemoteWriter(servers)
        self.publisher = Publisher(self.index, writer, data, LIMIT, largest, models)

    def open(self) -> RemoteLive:
        return RemoteLive.open(OwnSeeds(self.seeds), self.publisher)

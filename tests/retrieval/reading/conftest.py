"""Readers from small models."""

from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

import pytest

from bot.retrieval.reading.model import Reader
from tests.retrieval.semantic.conftest import MISSING


class OpenReader(Protocol):
    """What opens the reader in a folder."""

    def __call__(self, folder: Path) -> Reader: ...


@pytest.fixture(scope="session")
def open_reader() -> OpenReader:
    """Give what opens a reader; skips where the extra is not installed."""
    pytest.importorskip("onnxruntime", reason=MISSING)
    return cast("OpenReader", import_module("bot.retrieval.reading.factory").open_reader_in)

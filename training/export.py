"""A run's checkpoint → `reader.int8.onnx` with its SHA-256, checked on the way.

    python -m training.export --run FOLDER [--to FOLDER]

The float graph must give what torch gives, to 1e-4; then weights are rounded to integers of seven
bits, since the sums of eight overflow on processors without VNNI.
"""

import argparse
import hashlib
import logging
import tempfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from numpy.typing import NDArray
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.graph import HEAD, model_of
from training.graph_names import INPUTS
from training.model import Reader
from training.trainer import CHECKPOINT

WEIGHTS = "reader.int8.onnx"
DIGEST = "reader.sha256"
_CLOSE = 1e-4
_log = logging.getLogger("training.export")


def export(run: Path, to: Path) -> Path:
    """Write the weights of a run and their digest into a folder.

    Raises FileNotFoundError without a checkpoint, and ValueError if the graph computes otherwise.
    """
    reader = Reader()
    reader.load_state_dict(torch.load(run / CHECKPOINT, weights_only=True)["reader"])
    model = model_of({name: values.numpy() for name, values in reader.state_dict().items()})
    difference = _largest_difference(reader, model)
    if difference > _CLOSE:
        raise ValueError(f"the graph differs from torch by {difference:g}")
    _log.info("the float graph differs from torch by at most %.1e", difference)
    to.mkdir(parents=True, exist_ok=True)
    path = to / WEIGHTS
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "reader.onnx"
        onnx.save(model, whole)
        quantize_dynamic(
            whole,
            path,
            op_types_to_quantize=["MatMul", "Gather"],
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            nodes_to_exclude=[HEAD],
        )
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    (to / DIGEST).write_text(f"{digest}  {WEIGHTS}\n", "ascii")
    return path


def _largest_difference(reader: Reader, model: onnx.ModelProto) -> float:
    """The largest difference of any score on random pieces, some rows filled up."""
    rng = np.random.default_rng(1)
    pieces = rng.integers(1_000, 30_000, (4, 60))
    types = (np.arange(60) > 12).astype(np.int64)[None].repeat(4, 0)
    mask = np.ones_like(pieces)
    mask[2:, 41:] = 0
    feed = dict(zip(INPUTS, (pieces, types, mask), strict=True))
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), providers=["CPUExecutionProvider"]
    )
    (given,) = session.run(None, feed)
    reader.eval()
    with torch.no_grad():
        wanted: NDArray[np.float32] = reader(*map(torch.from_numpy, feed.values())).numpy()
    return float(np.abs(given - wanted)[mask > 0].max())


def main() -> None:
    """Export a run from the command line."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    parser = argparse.ArgumentParser(prog="python -m training.export")
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--to", type=Path, help="the run's folder, if not given")
    told = parser.parse_args()
    path = export(told.run, told.to or told.run)
    _log.info("%s, %.1f MB", path, path.stat().st_size / 1e6)


if __name__ == "__main__":
    main()

"""The mean of two runs' weights, as weights of their own.

    python -m training.average CHECKPOINT OTHER --share 0.6 --run FOLDER

Weights that were trained further know the new questions better and the earlier ones worse; their
mean keeps most of both (Wortsman et al. 2022, arXiv:2109.01903).
"""

import argparse
import logging
from pathlib import Path

import torch
from torch import Tensor

from training.export import export
from training.trainer import CHECKPOINT

_log = logging.getLogger("training.average")


def average(
    weights: dict[str, Tensor], others: dict[str, Tensor], share: float
) -> dict[str, Tensor]:
    """Each tensor's mean, in which the other one counts `share`, from 0 to 1."""
    return {name: one * (1 - share) + others[name] * share for name, one in weights.items()}


def main() -> None:
    """Write a checkpoint with the mean of two, and its weights."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    parser = argparse.ArgumentParser(
        prog="python -m training.average", description="The mean of two runs' weights."
    )
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("other", type=Path)
    parser.add_argument("--share", type=float, default=0.5, help="how much the other one counts")
    parser.add_argument("--run", type=Path, required=True, help="folder for the mean")
    told = parser.parse_args()
    first, other = (
        torch.load(path, weights_only=True)["reader"] for path in (told.checkpoint, told.other)
    )
    told.run.mkdir(parents=True, exist_ok=True)
    torch.save({"reader": average(first, other, told.share)}, told.run / CHECKPOINT)
    _log.info("the weights are in %s", export(told.run, told.run))


if __name__ == "__main__":
    main()

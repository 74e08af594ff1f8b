"""The training loop: goes on from the last checkpoint, and can be stopped at any moment."""

import json
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any

import torch
from torch import nn

from training.batches import Batches, Position
from training.losses import Losses, Targets, Weights, losses
from training.model import Reader
from training.pieces import Batch
from training.settings import Settings
from training.shape import LAYERS

CHECKPOINT = "checkpoint.pt"
CURVE = "loss.jsonl"
_BETWEEN_CHECKPOINTS = 180.0  # seconds
_PER_LINE = 50  # batches


@dataclass(slots=True)
class Progress:
    """How far a run has come."""

    position: Position = field(default_factory=Position)
    windows: int = 0
    seconds: float = 0.0


class Trainer:
    """A run in a folder of its own."""

    def __init__(self, reader: Reader, batches: Batches, settings: Settings, folder: Path) -> None:
        self._reader, self._batches, self._settings = reader, batches, settings
        self._folder = folder
        self._optimizer = torch.optim.AdamW(
            _groups(reader, settings), weight_decay=0.01, fused=True
        )
        self._rates = [float(group["lr"]) for group in self._optimizer.param_groups]
        self.progress = Progress()

    def resume(self) -> bool:
        """Go on from the folder's checkpoint; False if it has none."""
        path = self._folder / CHECKPOINT
        if not path.exists():
            return False
        saved = torch.load(path, weights_only=True)
        self._reader.load_state_dict(saved["reader"])
        self._optimizer.load_state_dict(saved["optimizer"])
        torch.set_rng_state(saved["random"])
        position = Position(*saved["position"])
        self.progress = Progress(position, saved["windows"], saved["seconds"])
        return True

    def save(self) -> None:
        """Write the checkpoint whole, or leave the last one as it is."""
        self._folder.mkdir(parents=True, exist_ok=True)
        path, done = self._folder / CHECKPOINT, self.progress
        new = path.with_suffix(".new")
        torch.save(
            {
                "reader": self._reader.state_dict(),
                "optimizer": self._optimizer.state_dict(),
                "random": torch.get_rng_state(),
                "position": (done.position.pool, done.position.batch),
                "windows": done.windows,
                "seconds": done.seconds,
            },
            new,
        )
        os.replace(new, path)

    def train(self) -> bool:
        """Train until the budget is used; False if it was stopped before."""
        self._reader.train()
        with stop_on_signals() as stopped:
            self._run(stopped)
        self.save()
        return not stopped.is_set()

    def _run(self, stopped: Event) -> None:
        lines = _Lines(self._folder / CURVE)
        last, saved = time.monotonic(), time.monotonic()
        for position, batch in self._batches.after(self.progress.position):
            done = self.progress
            used = self._settings.budget.progress(done.windows, done.seconds)
            if used >= 1 or stopped.is_set():
                return
            of_batch = self._step(batch, used)
            now = time.monotonic()
            windows = done.windows + len(batch.pieces)
            self.progress = Progress(position, windows, done.seconds + now - last)
            last = now
            lines.add(of_batch, self.progress, used)
            if now - saved > _BETWEEN_CHECKPOINTS:
                self.save()
                saved = now

    def _step(self, batch: Batch, used: float) -> Losses:
        self._set_rates(used)
        with torch.autocast("cpu", torch.bfloat16, enabled=self._settings.bfloat16):
            scores = self._reader(*map(torch.from_numpy, (batch.pieces, batch.types, batch.mask)))
        of_batch = losses(scores, targets_of(batch), Weights())
        self._optimizer.zero_grad(set_to_none=True)
        of_batch.total.backward()
        nn.utils.clip_grad_norm_(self._reader.parameters(), self._settings.clip)
        self._optimizer.step()
        return of_batch

    def _set_rates(self, used: float) -> None:
        """Set every group's rate for the used share of the budget; at 0 it is not trained."""
        of_upper, of_lower = self._settings.rate_at(used), self._settings.lower_rate_at(used)
        upper = LAYERS - self._settings.lower_layers + 1
        for number, group in enumerate(self._optimizer.param_groups):
            factor = of_upper if number < upper else of_lower
            group["lr"] = self._rates[number] * factor
            for parameter in group["params"]:
                parameter.requires_grad_(factor > 0)


def targets_of(batch: Batch) -> Targets:
    """What is right in a batch, as tensors that share its memory."""
    return Targets(
        ends=torch.from_numpy(batch.ends),
        within=torch.from_numpy(batch.within),
        answers=torch.from_numpy(batch.answers),
        spans=torch.from_numpy(batch.spans),
        groups=torch.from_numpy(batch.groups),
    )


def _groups(reader: Reader, settings: Settings) -> list[dict[str, Any]]:
    """The upper layers, the scores, and the lower layers; rates fall from layer to layer.

    Embeddings stay as they are.
    """
    reader.requires_grad_(False)
    layers = [
        {
            "params": list(reader.layers[number].parameters()),
            "lr": settings.rate * settings.layer_decay ** (LAYERS - 1 - number),
        }
        for number in range(LAYERS)
    ]
    head_rate = settings.rate * settings.head_factor
    scores = {"params": list(reader.scores.parameters()), "lr": head_rate}
    return [*layers[settings.lower_layers :], scores, *layers[: settings.lower_layers]]


class _Lines:
    """The loss curve: the means of so many batches, a line of JSON each."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._sums = [0.0, 0.0, 0.0, 0.0]
        self._count = 0

    def add(self, batch: Losses, progress: Progress, used: float) -> None:
        """Count a batch in, and write a line where it completes one."""
        parts = (batch.total, batch.sentence, batch.order, batch.span)
        self._sums = [
            own + float(part.detach()) for own, part in zip(self._sums, parts, strict=True)
        ]
        self._count += 1
        if self._count < _PER_LINE:
            return
        total, sentence, order, span = (round(each / self._count, 4) for each in self._sums)
        line = {
            "windows": progress.windows,
            "seconds": round(progress.seconds),
            "used": round(used, 4),
            "total": total,
            "sentence": sentence,
            "order": order,
            "span": span,
        }
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
        self._sums, self._count = [0.0] * 4, 0


@contextmanager
def stop_on_signals() -> Iterator[Event]:
    """An event that Ctrl-C or a request to end sets, in place of ending the process at once."""
    stopped = Event()
    before = {
        number: signal.signal(number, lambda *_: stopped.set())
        for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield stopped
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

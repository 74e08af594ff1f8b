"""What a training run is told, and what of it two runs must share to go on from one another."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self


@dataclass(frozen=True, slots=True)
class Budget:
    """When training ends: after so many windows, or so many minutes of training."""

    windows: int | None = None
    minutes: float | None = None

    def progress(self, windows: int, seconds: float) -> float:
        """How much of the budget is used, from 0 to 1; of two limits the nearer one counts."""
        by_windows = windows / self.windows if self.windows else 0.0
        by_time = seconds / (self.minutes * 60) if self.minutes else 0.0
        return min(1.0, max(by_windows, by_time))


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a run; the rate is that of the last layer, Adam's at its highest.

    The lower layers join at `lower_from` of the budget: until then they stay as they are, which
    saves a third of the time (gradual unfreezing, Howard and Ruder 2018, arXiv:1801.06146).
    """

    budget: Budget
    seed: int = 20261129
    rate: float = 3e-4
    head_factor: float = 5.0
    layer_decay: float = 0.9
    lower_layers: int = 3
    lower_from: float = 0.4
    dropout: float = 0.1
    warm_up: float = 0.03
    clip: float = 1.0
    pieces: int = 2_048
    bfloat16: bool = True
    threads: int = 1

    def for_trained_weights(self) -> Self:
        """Settings that go on from trained weights: half the rate, all layers, other draws."""
        return replace(self, seed=self.seed + 1, rate=self.rate / 2, lower_from=0.0)

    def rate_at(self, progress: float) -> float:
        """The factor of the rates: up to 1 during the warm-up, then in a line down to 0."""
        if progress < self.warm_up:
            return max(progress / self.warm_up, 0.01)
        return (1 - progress) / (1 - self.warm_up)

    def lower_rate_at(self, progress: float) -> float:
        """The same for the lower layers: 0 before they join, with a warm-up of their own."""
        joined = (progress - self.lower_from) / self.warm_up
        return min(1.0, max(0.0, joined)) * self.rate_at(progress)


@dataclass(frozen=True, slots=True)
class Folders:
    """Where the data is read and the run is kept."""

    data: Path
    run: Path
    left_out: tuple[Path, ...] = ()
    start_from: Path | None = None

"""What the measuring commands are told on the command line."""

import argparse
from dataclasses import dataclass
from pathlib import Path

from bot.config import Config
from bot.config.model import Answers
from bot.retrieval.semantic.loading import open_models
from bot.retrieval.semantic.models import Models


@dataclass(frozen=True, slots=True)
class Arguments:
    """A data folder or file, and the models where they are asked for."""

    data: Path
    models: Models


def read_arguments(about: str | None) -> Arguments:
    """Read `DATA [--semantic]`; raises ConfigError where the extra is not installed."""
    parser = argparse.ArgumentParser(description=(about or "").split("\n", 1)[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--semantic", action="store_true", help="with the extra `semantic`")
    given = parser.parse_args()
    config = Config(answers=Answers(semantic=given.semantic))
    return Arguments(given.data, open_models(config))

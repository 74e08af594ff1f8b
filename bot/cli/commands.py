"""Prepares one command: its configuration, its logging and its imports."""

import os
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import cast

from bot.cli.parser import Options
from bot.common.logging_setup import configure_logging
from bot.config import Config, load_config


def prepare(command: str, options: Options) -> Callable[[], int]:
    """Return the function that runs a command and returns its exit status. Raises VerbatimError."""
    config = load_config(options.config)
    if options.semantic is not None:
        answers = config.answers.model_copy(update={"semantic": options.semantic})
        config = config.model_copy(update={"answers": answers})
    # The other commands talk to a person or a program; only the bot writes a log.
    if command == "run":
        configure_logging(config.logging.level, config.logging.format)
    else:
        configure_logging("warning")
    # Or numpy would start a thread for each processor, which spins while it is idle; its linear
    # algebra is used for a few short vectors only. It is not imported before a command.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # By name, so that a command imports only what it needs: discord.py for `run` and `preview`.
    run = cast("Callable[[Options, Config], int]", import_module(f"bot.cli.{command}").run)
    return partial(run, options, config)

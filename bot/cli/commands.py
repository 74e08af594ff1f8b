"""Runs one command with its configuration and logging; imports only what the command needs."""

import os
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import cast

from bot.cli.importing import import_for_good
from bot.cli.parser import Options
from bot.common.logging_setup import configure_logging
from bot.config import Config, load_config

# By name, so that a command imports only what it needs: discord.py for `run` and `preview` alone.
_COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "ask": "bot.cli.ask",
        "check": "bot.cli.check",
        "evaluate": "bot.cli.evaluate",
        "chat": "bot.cli.chat",
        "run": "bot.cli.run",
        "preview": "bot.cli.preview",
        "log": "bot.cli.log",
        "backup": "bot.cli.backup",
        "storage": "bot.cli.storage",
        "health": "bot.cli.health",
        "doctor": "bot.cli.doctor",
    }
)


def run_command(command: str, options: Options) -> int:
    """Run a command, and return its exit status. Raises VerbatimError."""
    config = _with_semantic(load_config(options.config), options.semantic)
    # The other commands talk to a person or a program; only the bot writes a log.
    if command == "run":
        configure_logging(config.logging.level, config.logging.format)
    else:
        configure_logging("warning")
    _spare_threads()
    run = cast("Callable[[Options, Config], int]", import_for_good(_COMMANDS[command]).run)
    return run(options, config)


def _with_semantic(config: Config, given: bool | None) -> Config:
    """Return the configuration with `answers.semantic` as given on the command line."""
    if given is None:
        return config
    answers = config.answers.model_copy(update={"semantic": given})
    return config.model_copy(update={"answers": answers})


def _spare_threads() -> None:
    """Keep numpy from starting a thread for each processor; it is not imported before a command.

    Its linear algebra is used for a few short vectors only, and the threads would spin while idle.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

"""The entry point: from the arguments to the exit status."""

import logging
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from io import TextIOWrapper
from types import MappingProxyType
from typing import cast

from bot.cli.parser import Options, make_parser
from bot.config import Config, load_config
from bot.errors import VerbatimError
from bot.logging_setup import configure_logging

MISTAKE = 2
DEFECT = 70  # as EX_SOFTWARE of sysexits.h; 1 is 'unanswered'
INTERRUPTED = 130  # as shells tell it: 128 and SIGINT
NO_READER = 141  # 128 and SIGPIPE

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
        "health": "bot.cli.health",
        "doctor": "bot.cli.doctor",
    }
)

logger = logging.getLogger(__name__)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; `argv` is without the program's name."""
    _use_utf8()
    parser = make_parser()
    options = parser.parse_args(argv, namespace=Options())
    if options.command is None:
        parser.print_help(sys.stderr)
        return MISTAKE
    try:
        return _run(options.command, options)
    except VerbatimError as error:
        _complain(str(error))
        return MISTAKE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # What is still in the buffer must not be tried again when the interpreter ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NO_READER
    except Exception:
        logger.critical("This is a defect of Verbatim; please report it.", exc_info=True)
        return DEFECT


def _run(command: str, options: Options) -> int:
    config = _with_semantic(load_config(options.config), options.semantic)
    # The other commands talk to a person or a program; only the bot tells of its doings.
    if command == "run":
        configure_logging(config.logging.level, config.logging.format)
    else:
        configure_logging("warning")
    _spare_threads()
    run = cast("Callable[[Options, Config], int]", import_module(_COMMANDS[command]).run)
    return run(options, config)


def _with_semantic(config: Config, given: bool | None) -> Config:
    """Return the configuration with what the command line says of `answers.semantic`."""
    if given is None:
        return config
    answers = config.answers.model_copy(update={"semantic": given})
    return config.model_copy(update={"answers": answers})


def _spare_threads() -> None:
    """Keep numpy from starting a thread for each processor; it is not imported before a command.

    Its linear algebra is used for a few short vectors only, and the threads would spin while idle.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def _use_utf8() -> None:
    """Speak UTF-8, whatever the locale, one line of input a question."""
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace", newline="\n")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # File names may hold bytes that are no UTF-8; within JSON this is an escape, too.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _complain(text: str) -> None:
    for line in text.splitlines():
        sys.stderr.write(f"verbatim: {line}\n")

"""The entry point: from the arguments to the exit status."""

import logging
import os
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from typing import cast

from bot.cli.importing import import_for_good
from bot.cli.parser import Options, make_parser
from bot.common.errors import VerbatimError

MISTAKE = 2
DEFECT = 70  # as EX_SOFTWARE of sysexits.h; 1 is 'unanswered'
INTERRUPTED = 130  # as shells tell it: 128 and SIGINT
NO_READER = 141  # 128 and SIGPIPE

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
        # Otherwise the interpreter would try to flush the buffer once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NO_READER
    except Exception:
        logger.critical("This is a bug in Verbatim. Please report it.", exc_info=True)
        return DEFECT


def _run(command: str, options: Options) -> int:
    """Run a command. Its imports come here, so that usage errors are reported at once."""
    commands = import_for_good("bot.cli.commands")
    return cast("Callable[[str, Options], int]", commands.run_command)(command, options)


def _use_utf8() -> None:
    """Use UTF-8 whatever the locale, and take each line of input as one question."""
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace", newline="\n")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # File names may hold bytes that are no UTF-8; within JSON this is an escape, too.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _complain(text: str) -> None:
    for line in text.splitlines():
        sys.stderr.write(f"verbatim: {line}\n")

"""The entry point: from the arguments to the exit status."""

import logging
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from io import TextIOWrapper

from bot.cli.parser import Options, make_parser
from bot.common.errors import VerbatimError
from bot.common.interpreter import gc_paused

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
        # Imported only now, so that usage errors are reported at once. Collections would take a
        # fifth of the time of `ask`, and imports make no garbage.
        with gc_paused():
            commands = import_module("bot.cli.commands")
            run: Callable[[], int] = commands.prepare(options.command, options)
        status = run()
        sys.stdout.flush()  # not at exit, where it would be too late to notice a closed pipe
        return status
    except VerbatimError as error:
        sys.stderr.writelines(f"verbatim: {line}\n" for line in str(error).splitlines())
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


def _use_utf8() -> None:
    """Use UTF-8 whatever the locale, and take each line of input as one question."""
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace", newline="\n")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # File names may hold bytes that are no UTF-8; within JSON this is an escape, too.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")

"""`verbatim chat`: talk in the terminal."""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module

from bot.cli.loading import load_seeds
from bot.cli.parser import Options
from bot.config import Config
from bot.terminal.answer_service import open_answer_service
from bot.terminal.chat import Chat
from bot.terminal.style import style_for

PROMPT = "> "


def run(options: Options, config: Config) -> int:
    """Talk until the input ends."""
    live = load_seeds(config, options.seeds, makes_folder=True)
    style = style_for(sys.stdout, os.environ)
    with open_answer_service(config, live) as service:
        chat = Chat(service, style)
        print(chat.greeting(), end="\n\n", flush=True)
        for reply in chat.replies(_lines()):
            print(reply, end="\n\n", flush=True)
    return 0


def _lines() -> Iterator[str]:
    """Read lines from a person, with a prompt and a history, or from a pipe, without."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        yield from sys.stdin
        return
    with suppress(ImportError):  # not on Windows
        import_module("readline")  # from then on, input() edits lines
    while True:
        try:
            yield input(PROMPT)
        except (EOFError, KeyboardInterrupt) as end:
            print()  # the shell's prompt goes on a line of its own
            if isinstance(end, KeyboardInterrupt):
                raise
            return

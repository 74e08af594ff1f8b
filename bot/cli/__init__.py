"""The command line: `verbatim`, also `python -m bot`."""

from bot.cli.entry import main

__all__ = ["main"]

"""Runs the bot against the loopback server at the address LOOPBACK.

With arguments, as `python -m tests.loopback.launch`; without, it logs nothing but warnings.
"""

import os
import sys

from bot.cli import main
from bot.common.progress import ignore_progress
from bot.config import load_config
from bot.discord_app.gateway.run import run_bot
from tests.loopback.launch import find_discord

if __name__ == "__main__":
    find_discord(os.environ["LOOPBACK"])
    sys.exit(main(sys.argv[1:]) if sys.argv[1:] else run_bot(load_config(None), ignore_progress))

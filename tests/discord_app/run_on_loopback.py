"""Runs the bot against the loopback server at the address LOOPBACK.

discord.py has no setting for where Discord is; with arguments, this is the whole difference to
`verbatim`. Without, the bot logs nothing but warnings.
"""

import os
import sys

import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.cli import main
from bot.config import load_config
from bot.discord_app.run import run_bot

if __name__ == "__main__":
    Route.BASE = f"http://{os.environ['LOOPBACK']}/api/v10"
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"ws://{os.environ['LOOPBACK']}/gateway/")
    sys.exit(main(sys.argv[1:]) if sys.argv[1:] else run_bot(load_config(None)))

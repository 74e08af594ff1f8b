"""Runs the bot's command line against the loopback server at the address LOOPBACK.

discord.py has no setting for where Discord is; this is the whole difference to `verbatim`.
"""

import os
import sys

import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.config import load_config
from bot.discord_app.run import run_bot

if __name__ == "__main__":
    Route.BASE = f"http://{os.environ['LOOPBACK']}/api/v10"
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"ws://{os.environ['LOOPBACK']}/gateway/")
    sys.exit(run_bot(load_config(None)))

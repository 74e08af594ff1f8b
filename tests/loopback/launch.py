"""Runs the bot's command line against the loopback server at the address LOOPBACK.

discord.py has no setting for where Discord is; this is the whole difference to `python -m bot`.
LOOPBACK_SILENCE is after how many seconds of silence it takes the gateway for dead: discord.py
waits for a minute, tests need not.
"""

import os
import sys
from functools import partialmethod

import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route
from discord.state import ConnectionState

from bot.cli import main


def find_discord(address: str, silence: float | None = None) -> None:
    """Have discord.py find Discord at an address of this machine."""
    Route.BASE = f"http://{address}/api/v10"
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"ws://{address}/gateway/")
    if silence is not None:
        patient = partialmethod(ConnectionState.__init__, heartbeat_timeout=silence)
        ConnectionState.__init__ = patient  # type: ignore[method-assign,assignment] # see above


if __name__ == "__main__":
    silence = os.environ.get("LOOPBACK_SILENCE")
    find_discord(os.environ["LOOPBACK"], float(silence) if silence else None)
    sys.exit(main())

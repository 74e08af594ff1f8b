"""`verbatim run`: the Discord bot."""

import sys

from bot.cli.parser import Options
from bot.config import Config
from bot.discord_app.gateway.run import run_bot
from bot.terminal.progress import LoadingProgress


def run(_options: Options, config: Config) -> int:
    """Run the bot until it is stopped."""
    with LoadingProgress(sys.stderr) as progress:
        return run_bot(config, progress)

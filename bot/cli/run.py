"""`verbatim run`: the Discord bot."""

from bot.cli.parser import Options
from bot.config import Config
from bot.discord_app.gateway.run import run_bot
from bot.terminal.progress import show_progress


def run(_options: Options, config: Config) -> int:
    """Run the bot until it is told to stop."""
    return run_bot(config, show_progress)

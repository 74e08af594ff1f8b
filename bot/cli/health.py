"""`verbatim health`: whether the bot that runs here is healthy."""

import sys
from datetime import UTC, datetime

from bot.cli.parser import Options
from bot.common.wording import write_count
from bot.config import Config
from bot.monitoring.status import Status, faults_of
from bot.monitoring.status_file import NoStatusError, read_status, status_path

HEALTHY, UNHEALTHY = 0, 1


def run(_options: Options, config: Config) -> int:
    """Print the faults of the running bot, or that it is healthy."""
    try:
        status = read_status(status_path(config.log.path, config.discord.shard_ids))
    except NoStatusError as error:
        return _say(UNHEALTHY, str(error))
    if faults := faults_of(status, datetime.now(UTC)):
        return _say(UNHEALTHY, *faults)
    return _say(HEALTHY, _describe(status))


def _describe(status: Status) -> str:
    waiting = write_count(status.log.waiting, "entry", "entries") if status.log else ""
    log = f"the query log is written, {waiting} waiting" if status.log else "there is no query log"
    return (
        f"Healthy: a heartbeat was acknowledged {status.heartbeat_age or 0:.0f} s ago,"
        f" {write_count(status.articles, 'article')} with"
        f" {write_count(status.passages, 'sentence')} loaded, {log}."
    )


def _say(exit_status: int, *lines: str) -> int:
    sys.stdout.writelines(f"{line}\n" for line in lines)
    sys.stdout.flush()
    return exit_status

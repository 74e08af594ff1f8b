"""`verbatim health`: whether the bot that runs here is healthy."""

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
        faults = faults_of(status, datetime.now(UTC))
    except NoStatusError as error:
        faults = (str(error),)
    print(*(faults or (_describe(status),)), sep="\n")
    return UNHEALTHY if faults else HEALTHY


def _describe(status: Status) -> str:
    log = "there is no query log"
    if status.log:
        waiting = write_count(status.log.waiting, "entry", "entries")
        log = f"the query log is written, {waiting} waiting"
    how = ", found by words alone until all are read for their meaning" if status.is_reading else ""
    return (
        f"Healthy: a heartbeat was acknowledged {status.heartbeat_age or 0:.0f} s ago,"
        f" {write_count(status.articles, 'article')} with"
        f" {write_count(status.passages, 'sentence')} loaded{how}, {log}."
    )

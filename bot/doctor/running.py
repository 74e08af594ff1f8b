"""Checks the running bot, if there is one, and its health endpoint."""

import ipaddress
from collections.abc import Iterator
from datetime import datetime

from bot.config import Config
from bot.doctor.model import Finding, fine, hint
from bot.monitoring.status import faults_of
from bot.monitoring.status_file import NoStatusError, read_status, status_path


def check_running(config: Config, now: datetime) -> Iterator[Finding]:
    """Check whether the bot is running and healthy."""
    path = status_path(config.log.path, config.discord.shard_ids)
    if not path.exists():
        yield fine("bot", "is not running")
        return
    try:
        status = read_status(path)
    except NoStatusError as error:
        yield hint("bot", str(error), "Was Verbatim updated while the bot was running? Restart it.")
        return
    faults = faults_of(status, now)
    for told in faults:
        yield hint("bot", told, "Look at its log.")
    if not faults:
        yield fine("bot", f"is running as process {status.process}, and healthy")


def check_endpoint(config: Config) -> Iterator[Finding]:
    """Check from which machines the health endpoint can be reached."""
    health = config.health
    if health.port is None:
        return
    place = f"http://{health.host}:{health.port}/health"
    if _is_loopback(health.host):
        yield fine("health", f"served on {place}")
    else:
        remedy = (
            "Make sure that only the right machines can reach it, or set health.host to 127.0.0.1."
        )
        yield hint("health", f"served on {place}, also to other machines", remedy)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

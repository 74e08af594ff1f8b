"""How the bot is that runs, if one does, and who may ask it that."""

import ipaddress
from collections.abc import Iterator
from datetime import datetime

from bot.config import Config
from bot.doctor.model import Finding, fine, hint
from bot.monitoring.status import faults_of
from bot.monitoring.status_file import NoStatusError, read_status, status_path


def check_running(config: Config, now: datetime) -> Iterator[Finding]:
    """Say whether the bot runs, and is healthy."""
    path = status_path(config.log.path, config.discord.shard_ids)
    if not path.exists():
        yield fine("bot", "does not run")
        return
    try:
        status = read_status(path)
    except NoStatusError as error:
        yield hint("bot", str(error), "Was Verbatim updated while the bot ran? Start it again.")
        return
    faults = faults_of(status, now)
    for told in faults:
        yield hint("bot", told, "See what it logs.")
    if not faults:
        yield fine("bot", f"runs as process {status.process}, and is healthy")


def check_endpoint(config: Config) -> Iterator[Finding]:
    """Say where health is told over HTTP."""
    health = config.health
    if health.port is None:
        return
    place = f"http://{health.host}:{health.port}/health"
    if _is_loopback(health.host):
        yield fine("health", f"told on {place}")
    else:
        remedy = "See that only those who may know it reach it; or set health.host to 127.0.0.1."
        yield hint("health", f"told on {place}, also to other machines", remedy)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

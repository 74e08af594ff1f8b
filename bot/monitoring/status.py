"""The health of the bot at one moment, and its faults."""

from dataclasses import dataclass
from datetime import datetime

HEARTBEAT_SECONDS = 60.0
"""The gateway should have acknowledged a heartbeat within so long; it is asked every 41 seconds."""

TOLD_SECONDS = 30.0
"""The bot should have updated its status within so long."""


@dataclass(frozen=True, slots=True)
class LogStatus:
    """Whether the query log can be written, and how many entries it holds in memory or has lost."""

    can_be_written: bool
    waiting: int
    lost: int


@dataclass(frozen=True, slots=True)
class Status:
    """How the bot was at a moment, `told_at`.

    `heartbeat_age` is how many seconds ago the gateway acknowledged a heartbeat, None if it has
    not yet; `gateway_latency`, in seconds, how long it took for that. Without a query log, `log` is
    None. `answers_itself` says whether the bot found sentences of its articles when it last looked,
    `is_reading` whether answers come by words alone until all are read for their meaning.
    """

    version: str
    process: int
    started_at: datetime
    told_at: datetime
    heartbeat_age: float | None
    gateway_latency: float | None
    articles: int
    passages: int
    log: LogStatus | None
    answers_itself: bool = True
    is_reading: bool = False


def faults_of(status: Status, now: datetime) -> tuple[str, ...]:
    """Return a sentence for each problem; none if the bot is healthy."""
    silent = (now - status.told_at).total_seconds()
    if silent > TOLD_SECONDS:
        return (f"The bot has not updated its status for {silent:.0f} s: it has ended or hangs.",)
    faults = []
    if status.heartbeat_age is None:
        faults.append("Discord's gateway has acknowledged no heartbeat yet.")
    # The age was true when the status was written, and has grown since.
    elif (age := status.heartbeat_age + max(silent, 0)) > HEARTBEAT_SECONDS:
        faults.append(f"Discord's gateway has acknowledged no heartbeat for {age:.0f} s.")
    if not status.articles:
        faults.append("No article is loaded.")
    elif not status.answers_itself:
        faults.append(
            "The bot does not find sentences of its own articles: the index is damaged. It is made"
            " again in the background; if this stays, read the log and restart the bot."
        )
    if status.log is not None and not status.log.can_be_written:
        faults.append(
            "The query log cannot be written, or its file is gone;"
            f" waiting in memory: {status.log.waiting:,}."
        )
    return tuple(faults)

"""The questions that no article answered: the list of what to write or load next."""

from itertools import islice

from bot.querylog.grouping import Group, group_similar
from bot.querylog.records import Scope
from bot.querylog.stopping import IsStopped, never
from bot.querylog.store import LogStore
from bot.retrieval.question import names_a_topic

MOST = 5_000
"""So many of the latest questions are looked at; to group them takes up to two seconds."""


def unanswered(store: LogStore, scope: Scope, is_stopped: IsStopped = never) -> tuple[Group, ...]:
    """Return the unanswered questions of a scope that nobody has dealt with, similar ones together.

    The admins of a server are not shown what was asked there in private; those who run the bot
    are, of all servers at once. Greetings and questions that leave open what they are about ('and
    when?') say nothing of what is to be written. Blocks. Raises QueryLogError, and ReportStopped
    soon after `is_stopped` says so.
    """
    with store.snapshot(is_stopped) as snapshot:
        topical = (one for one in snapshot.unanswered(scope) if names_a_topic(one.question))
        asked = tuple(islice(topical, MOST))
    return group_similar(asked, is_stopped)

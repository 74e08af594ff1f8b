"""`verbatim log`: reports from the query log, and deletions."""

import asyncio
import os
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from bot.cli.parser import Options
from bot.common.errors import VerbatimError
from bot.common.wording import write_count
from bot.config import Config
from bot.config.model import Who
from bot.querylog.exporting import groups_as_csv, logged, queries_as_csv, queries_as_json
from bot.querylog.figures import count_figures
from bot.querylog.log import QueryLog
from bot.querylog.records import Scope
from bot.querylog.storage import store_of
from bot.querylog.store import LogStore
from bot.querylog.unanswered import unanswered
from bot.terminal.log_text import render_figures, render_groups
from bot.terminal.style import style_for

DONE, NOT_DONE = 0, 1


class UnconfirmedError(VerbatimError):
    """There is nobody to confirm a deletion."""


def run(options: Options, config: Config) -> int:
    """Run one action. Raises QueryLogError if there is no log, or it cannot be used."""
    store = store_of(config)
    store.require()
    return _ACTIONS[options.action](options, config, store)


def _stats(options: Options, _config: Config, store: LogStore) -> int:
    since = _days_ago(options.days)
    figures = count_figures(store, Scope(since))
    print(render_figures(figures, since, style_for(sys.stdout, os.environ)))
    return DONE


def _unanswered(options: Options, _config: Config, store: LogStore) -> int:
    groups = unanswered(store, Scope(_days_ago(options.days)))
    if options.csv:
        sys.stdout.writelines(groups_as_csv(groups))
    elif groups:
        print(render_groups(groups, style_for(sys.stdout, os.environ)))
    else:
        print(f"Every question of the last {options.days} days was answered.")
    return DONE


def _export(options: Options, _config: Config, store: LogStore) -> int:
    as_lines = queries_as_csv if options.format == "csv" else queries_as_json
    sys.stdout.writelines(as_lines(logged(store, Scope(options.since))))
    return DONE


def _forget(options: Options, config: Config, store: LogStore) -> int:
    return asyncio.run(_forget_in(store, config.log.who, options.user, may=options.yes))


async def _forget_in(store: LogStore, who: Who, user: int, *, may: bool) -> int:
    async with QueryLog.open(store, who) as log:
        held = await log.personal.holdings(user)
        if held.is_empty or held.since is None:
            print(f"Nothing is stored about user {user}.")
            return DONE
        what = f"{write_count(held.questions, 'question')} and {write_count(held.votes, 'vote')}"
        if not may and not _confirm(f"Delete {what} of user {user}, since {held.since:%Y-%m-%d}?"):
            return NOT_DONE
        await log.personal.forget(user)
    print(f"Deleted {what}.")
    return DONE


def _purge(options: Options, config: Config, store: LogStore) -> int:
    days = options.older_than or config.log.keep_days
    if not days:
        raise UnconfirmedError(
            "Use --older-than to say how many days to keep. log.keep_days is 0: keep everything."
        )
    return asyncio.run(_purge_in(store, config.log.who, _days_ago(days), may=options.yes))


async def _purge_in(store: LogStore, who: Who, before: datetime, *, may: bool) -> int:
    async with QueryLog.open(store, who) as log:
        count = await log.expiry.count(before)
        what = write_count(count, "question")
        question = f"Delete {what} from before {before:%Y-%m-%d %H:%M} UTC?"
        if count and not may and not _confirm(question):
            return NOT_DONE
        deleted = await log.expiry.purge(before)
    print(f"Deleted {write_count(deleted, 'question')}.")
    return DONE


def _confirm(question: str) -> bool:
    """Ask the person at the terminal. Raises UnconfirmedError if there is none."""
    if not sys.stdin.isatty():
        raise UnconfirmedError(f"{question} Add --yes to confirm on the command line.")
    # On the error stream, so that a report that is sent to a file has no question in it.
    sys.stderr.write(f"{question} [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in {"y", "yes"}


def _days_ago(days: int) -> datetime:
    return datetime.now(UTC) - timedelta(days=days)


_ACTIONS: Mapping[str, Callable[[Options, Config, LogStore], int]] = MappingProxyType(
    {
        "stats": _stats,
        "unanswered": _unanswered,
        "export": _export,
        "forget": _forget,
        "purge": _purge,
    }
)

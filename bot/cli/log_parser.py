"""The command-line arguments of `verbatim log`."""

import argparse
import re
from collections.abc import Callable
from datetime import UTC, datetime

ABOUT = "Read the query log or delete from it. The bot may be running."
_STATS = "Show how many questions were asked and answered, how quickly, and from which articles."
_UNANSWERED = (
    "List the questions that no article answered, similar ones grouped, most frequent first."
    " Questions marked as done in Discord are hidden until somebody asks them again."
)
_EXPORT = (
    "Write every question to standard output, oldest first. CSV has the first sentence of each"
    " answer; JSON lines have all sentences, one object per line."
)
_FORGET = (
    "Delete every question and vote of a person, as the person can with /privacy in Discord."
    " Questions logged with log.who: none are not linked to anybody, and stay."
)
_PURGE = "Delete old questions, with their answers and votes."


def add_log(parser: argparse.ArgumentParser, add: Callable[..., argparse.ArgumentParser]) -> None:
    """Add the actions below `log`; `add` makes a command as all others are made."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", title="actions", required=True)
    _add_days(add(actions, "stats", _STATS))
    unanswered = add(actions, "unanswered", _UNANSWERED)
    _add_days(unanswered)
    unanswered.add_argument("--csv", action="store_true", help="print CSV")
    export = add(actions, "export", _EXPORT)
    export.add_argument("--format", choices=("csv", "jsonl"), required=True)
    export.add_argument(
        "--since",
        type=_moment,
        metavar="DATE",
        help="the first day to include, such as 2026-03-22, in UTC",
    )
    forget = add(actions, "forget", _FORGET)
    forget.add_argument("user", type=_user, metavar="USER", help="the Discord id of the person")
    _add_yes(forget)
    purge = add(actions, "purge", _PURGE)
    purge.add_argument(
        "--older-than",
        type=_days,
        metavar="DAYS",
        help="how many days to keep (default: log.keep_days)",
    )
    _add_yes(purge)


def _days(text: str) -> int:
    """Read a number of days, 1 to 36,500."""
    if not (text.isascii() and text.isdigit() and len(text) <= 5 and 1 <= int(text) <= 36_500):
        raise argparse.ArgumentTypeError(f"expected a number of days, at least 1, not {text!r}")
    return int(text)


def _add_days(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--days", type=_days, default=30, metavar="N", help="the last N days (default: 30)"
    )


def _add_yes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--yes", action="store_true", help="do not ask for confirmation")


def _user(text: str) -> int:
    """Read an id as people copy it: by itself, or as the mention that it makes."""
    match = re.fullmatch(r"(?:<@!?)?([0-9]{1,19})>?", text, re.ASCII)
    if match is None or not 0 < int(match[1]) < 2**63:
        raise argparse.ArgumentTypeError(f"expected a Discord id (17 to 19 digits), not {text!r}")
    return int(match[1])


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"expected a day such as 2026-03-22, not {text!r}"
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

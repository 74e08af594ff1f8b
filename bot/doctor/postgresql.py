"""Checks a query log on a PostgreSQL server."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from bot.common.errors import VerbatimError
from bot.common.wording import write_count
from bot.config import Config
from bot.config.model import Who
from bot.doctor.model import Finding, fault, fine, hint
from bot.querylog.privacy import key_beside, read_or_make_key
from bot.querylog.storage import from_postgresql

if TYPE_CHECKING:
    from bot.querylog.postgresql.condition import Condition

_SUBJECT = "query log"


def check_server(config: Config, url: str) -> Iterator[Finding]:
    """Check that the server lets the bot in, the log, and the key; nothing is changed."""
    try:
        condition = cast("Condition", from_postgresql("condition", "look_at", url))
        yield _describe(condition)
        if condition.is_older:
            remedy = "The next start upgrades it; processes of the earlier version go on."
            yield hint(_SUBJECT, f"{condition.name} was written by an earlier version", remedy)
        yield from _check_key(condition, config)
    except VerbatimError as error:
        yield fault(_SUBJECT, str(error))


def _describe(condition: "Condition") -> Finding:
    where = f"{condition.name} ({condition.server})"
    if condition.questions is None:
        return fine(_SUBJECT, f"{where}; the tables will be created at the first start")
    return fine(_SUBJECT, f"{where}, with {write_count(condition.questions, 'question')}")


def _check_key(condition: "Condition", config: Config) -> Iterator[Finding]:
    path = key_beside(config.log.path)
    remedy = "Copy the key from a machine that uses this database: there, it is next to log.path."
    if path.exists():
        if not condition.fits(read_or_make_key(path)):
            text = f"{path} is not the key that the log was written with"
            yield fault(_SUBJECT, text, remedy)
    elif condition.fingerprint is not None:
        yield fault(_SUBJECT, f"The key of the pseudonyms, {path}, is missing", remedy)
    elif config.log.who is Who.HASHED:
        yield fine(_SUBJECT, f"{path}, the key of the pseudonyms, will be created")

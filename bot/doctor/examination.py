"""Checks everything, in the order in which a start needs it."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from bot.config import Config
from bot.config.loading import DEFAULT_FILE
from bot.doctor.discord import check_intents, check_permissions, check_token
from bot.doctor.file_modes import check_file_modes
from bot.doctor.installation import check_extras, check_interpreter, check_libraries
from bot.doctor.model import Finding, fine
from bot.doctor.models import check_models
from bot.doctor.published import check_published
from bot.doctor.querylog import check_log
from bot.doctor.running import check_endpoint, check_running
from bot.doctor.seeds import check_seeds


def examine(
    config: Config, file: Path | None, environ: Mapping[str, str], now: datetime
) -> Iterator[Finding]:
    """Check everything that the bot needs to run with a configuration, read from `file` if given.

    Takes as long as a start. Changes nothing, and does not contact Discord.
    """
    yield from check_interpreter()
    yield from check_libraries()
    file = file or (DEFAULT_FILE if DEFAULT_FILE.exists() else None)
    yield fine("configuration", "defaults, no file" if file is None else str(file))
    yield from check_file_modes(config, file)
    yield from check_extras(config)
    yield from check_models(config)
    yield from check_token(config, environ)
    yield from check_intents(config)
    yield from check_permissions(config, environ)
    yield from check_seeds(config)
    yield from check_published(config)
    yield from check_log(config)
    yield from check_endpoint(config)
    yield from check_running(config, now)

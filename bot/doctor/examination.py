"""Looks at everything, in the order in which a start needs it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from bot.config import Config, ConfigError
from bot.config.loading import DEFAULT_FILE
from bot.doctor.discord import check_intents, check_permissions, check_token
from bot.doctor.installation import check_extras, check_interpreter, check_libraries
from bot.doctor.model import Finding, fault, fine
from bot.doctor.querylog import check_log
from bot.doctor.running import check_endpoint, check_running
from bot.doctor.seeds import check_seeds


def examine(
    config: Config,
    file: Path | None,
    environ: Mapping[str, str],
    now: datetime,
    load_languages: Callable[[Config], object],
) -> Iterator[Finding]:
    """Look at all that the bot needs to run with a configuration; `file` is what was asked for.

    `load_languages` is that of the front end, and raises ConfigError where it lacks the configured
    one. Takes as long as a start; nothing is changed, and Discord is not asked.
    """
    yield from check_interpreter()
    yield from check_libraries()
    yield from _check_configuration(config, file, load_languages)
    yield from check_extras(config)
    yield from check_token(config, environ)
    yield from check_intents(config)
    yield from check_permissions(config, environ)
    yield from check_seeds(config)
    yield from check_log(config)
    yield from check_endpoint(config)
    yield from check_running(config, now)


def _check_configuration(
    config: Config, file: Path | None, load_languages: Callable[[Config], object]
) -> Iterator[Finding]:
    """Say which file the configuration is from, and what only the front end knows of it."""
    file = file or (DEFAULT_FILE if DEFAULT_FILE.exists() else None)
    yield fine("configuration", "the defaults, without a file" if file is None else str(file))
    try:
        load_languages(config)
    except ConfigError as error:
        yield fault("configuration", str(error))

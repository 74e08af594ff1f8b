"""`verbatim backup`: a copy of the query log."""

import sys

from bot.cli.parser import Options
from bot.common.wording import write_count
from bot.config import Config
from bot.querylog.backup import back_up


def run(options: Options, config: Config) -> int:
    """Copy the query log, and say what the copy consists of. Raises QueryLogError."""
    backup = back_up(config.log.path, options.file)
    said = f"Copied {write_count(backup.questions, 'question')} to {backup.database}."
    if backup.key is not None:
        said += (
            f"\nCopied the key of the hashes to {backup.key}; without it, nobody in the log is"
            " known again. With both files it can be found out who asked what: keep them safe."
        )
    sys.stdout.write(f"{said}\n")
    sys.stdout.flush()
    return 0

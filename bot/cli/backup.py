"""`verbatim backup`: a copy of the query log."""

import sys

from bot.cli.parser import Options
from bot.common.wording import write_count
from bot.config import Config
from bot.querylog.sqlite.backup import back_up


def run(options: Options, config: Config) -> int:
    """Copy the query log and name the files of the copy. Raises QueryLogError."""
    backup = back_up(config.log.path, options.file)
    said = f"Copied {write_count(backup.questions, 'question')} to {backup.database}."
    if backup.key is not None:
        said += (
            f"\nCopied the key of the pseudonyms to {backup.key}. Without it, nobody in the log can"
            " be recognised. With both files, anyone can find out who asked what: keep them safe."
        )
    sys.stdout.write(f"{said}\n")
    sys.stdout.flush()
    return 0

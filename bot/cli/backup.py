"""`verbatim backup`: a copy of the query log."""

from pathlib import Path
from tempfile import TemporaryDirectory

from bot.cli.parser import Options
from bot.cli.storage import copy
from bot.common.wording import write_count
from bot.config import Config
from bot.querylog.errors import QueryLogError
from bot.querylog.sqlite.backup import Backup, back_up, check_is_free
from bot.querylog.storage import configured_database, database_at


def run(options: Options, config: Config) -> int:
    """Copy the query log and name the files of the copy. Raises QueryLogError."""
    if config.storage is None:
        backup = back_up(config.log.path, options.file)
    else:
        backup = _back_up_server(config, options.file)
    said = f"Copied {write_count(backup.questions, 'question')} to {backup.database}."
    if backup.key is not None:
        said += (
            f"\nCopied the key of the pseudonyms to {backup.key}. Without it, nobody in the log can"
            " be recognised. With both files, anyone can find out who asked what: keep them safe."
        )
    print(said)
    return 0


def _back_up_server(config: Config, target: Path) -> Backup:
    """Copy what a server holds to a file of SQLite, which is there whole or not at all."""
    check_is_free(target)  # before the copy, which takes long
    try:
        with TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.") as folder:
            draft = Path(folder) / "log.sqlite3"
            copy(configured_database(config), database_at(str(draft), config), config)
            return back_up(draft, target)
    except OSError as error:
        fault = f"{error.strerror} ({error.filename})"
        raise QueryLogError(target, fault, "Fix this, or name another file.") from error

"""The status file of the running bot."""

from collections.abc import Sequence
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from bot.common.atomic_files import replacing
from bot.common.errors import VerbatimError
from bot.monitoring.status import Status

STATUS_NAME = "status.json"
"""The file's name, in the folder of the query log."""


_STATUS = TypeAdapter(Status)


class NoStatusError(VerbatimError):
    """No running bot publishes its status."""


def status_path(database: Path, shard_ids: Sequence[int] = ()) -> Path:
    """Return the path of the status file for a bot with that query log.

    Of several that share it, each has a file of its own, named by the first of its shards.
    """
    path = database.with_name(STATUS_NAME)
    return path.with_stem(f"{path.stem}-{min(shard_ids)}") if shard_ids else path


def write_status(path: Path, status: Status) -> None:
    """Replace the file whole, so that no one reads half of it. Raises OSError."""
    with replacing(path) as file:
        file.write(_STATUS.dump_json(status, indent=1))


def as_json(status: Status) -> dict[str, object]:
    """Return the status as plain values, as they stand in the file."""
    plain: dict[str, object] = _STATUS.dump_python(status, mode="json")
    return plain


def read_status(path: Path) -> Status:
    """Read the file. Raises NoStatusError if there is none, or none of this version."""
    try:
        return _STATUS.validate_json(path.read_bytes())
    except FileNotFoundError:
        raise NoStatusError(
            f"The bot is not running, or uses another log.path: {path} does not exist."
        ) from None
    except OSError as error:
        raise NoStatusError(f"{path} cannot be read: {error.strerror}.") from None
    except ValidationError:
        raise NoStatusError(f"{path} was not written by this version of Verbatim.") from None

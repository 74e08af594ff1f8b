"""Opens an archive on the servers that the configuration names."""

from collections.abc import Callable
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, cast

from bot.common.progress import Progress
from bot.config import Config, ConfigError
from bot.library.remote.live import RemoteLive
from bot.library.remote.publishing import Publisher
from bot.library.seed_source import SeedSource
from bot.querylog.storage import from_postgresql
from bot.retrieval.semantic.loading import open_models
from bot.retrieval.semantic.models import WORDS_ALONE, Models

if TYPE_CHECKING:
    from bot.querylog.postgresql.remote_index import RemoteIndex
    from bot.querylog.postgresql.remote_writing import RemoteWriter


def remote_loader(
    config: Config, source: SeedSource, progress: Progress, stopping: Event | None = None
) -> Callable[[], RemoteLive]:
    """Return a loader for the version that was published last.

    The loader blocks, and raises NotPublished, or ArticlesUnavailable if a server is away. Raises
    ConfigError.
    """
    models = open_models(config, stopping=stopping, progress=progress)
    return partial(RemoteLive.open, source, open_publisher(config, progress, models))


def open_publisher(config: Config, progress: Progress, models: Models = WORDS_ALONE) -> Publisher:
    """Create a publisher for the servers. Raises ConfigError."""
    servers = config.remote_servers
    if not servers:
        raise ConfigError(
            "Publishing needs retrieval: remote, and the URL of a PostgreSQL server as storage. See"
            " docs/scale.md."
        )
    index = cast("RemoteIndex", from_postgresql("remote_index", "open_index", *servers))
    writer = cast("RemoteWriter", from_postgresql("remote_writing", "open_writer", *servers))
    data = range(1, len(servers)) if len(servers) > 1 else (0,)
    limit = config.seeds.max_file_bytes
    return Publisher(index, writer, data, limit, models=models, progress=progress)

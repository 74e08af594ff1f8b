"""Opens the articles as the configuration says."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, cast

from bot.common.progress import Progress
from bot.config import Config
from bot.library.building import CorpusBuilder
from bot.library.cache.corpus_cache import FOLDER_NAME, CorpusCache
from bot.library.cache.segment_folder import SegmentFolder
from bot.library.cache.shared_segments import Segments, SharedSegments
from bot.library.live import LiveCorpus
from bot.library.remote.opening import remote_loader
from bot.library.seed_source import COPY_NAME, OwnSeeds, SeedSource, SharedSeeds
from bot.querylog.storage import from_postgresql
from bot.retrieval.semantic.loading import open_models

if TYPE_CHECKING:
    from bot.querylog.postgresql.seed_files import PostgresqlSeeds
    from bot.querylog.postgresql.segments import PostgresqlParts

_OLD = ("corpus.bin", "embeddings.bin")
"""Files that earlier versions kept."""


def segments_at(server: str | None, folder: SegmentFolder) -> Segments:
    """The store of the index: on a server with a folder as its copy, or else the folder itself."""
    if server is None:
        return folder
    parts = cast("PostgresqlParts", from_postgresql("segments", "open_parts", server))
    return SharedSegments(folder, parts)


def open_seeds(config: Config, given: Path | None = None) -> SeedSource:
    """Return where the articles come from: a `given` folder, or else what is configured.

    Raises ConfigError if an extra is missing.
    """
    server = config.storage
    if given is not None or server is None:
        return OwnSeeds(config.seeds.folder if given is None else given)
    return SharedSeeds(
        config.log.path.parent / COPY_NAME,
        seeds_on(server),
        config.seeds.folder,
        config.seeds.max_file_bytes,
    )


def seeds_on(server: str) -> "PostgresqlSeeds":
    """Return the seed files on a server. Raises ConfigError if an extra is missing."""
    return cast("PostgresqlSeeds", from_postgresql("seed_files", "open_seeds", server))


def loader_of(
    config: Config,
    progress: Progress,
    *,
    makes_folder: bool,
    given: Path | None = None,
    stopping: Event | None = None,
    postpones: bool = False,
) -> Callable[[], LiveCorpus]:
    """Return what loads the articles: of a `given` folder, or else as is configured.

    A given folder is always read into memory. `postpones` is as for `LiveCorpus.load`. Raises
    ConfigError as `open_builder` does.
    """
    source = open_seeds(config, given)
    if given is None and config.remote_servers:
        return remote_loader(config, source, progress, stopping)
    keeps = given is None or (given == config.seeds.folder and config.storage is None)
    builder = open_builder(
        config, progress, keeps=keeps, makes_folder=makes_folder, stopping=stopping
    )
    limit = config.seeds.max_file_bytes
    return partial(LiveCorpus.load, source, limit, builder, progress, postpones=postpones)


def open_builder(
    config: Config,
    progress: Progress,
    *,
    keeps: bool,
    makes_folder: bool,
    stopping: Event | None = None,
) -> CorpusBuilder:
    """Create the builder with the configured models.

    With `keeps`, the index is cached from one start to the next in the folder of the query log,
    which is created first with `makes_folder`. Of the processes that share an application and so
    the seeds, the one with the first shard writes the cache. Raises ConfigError if an extra is
    missing.
    """
    models = open_models(config, stopping=stopping, progress=progress)
    # Seeds named on the command line have no cache: it would replace that of the configured ones.
    if not keeps:
        return CorpusBuilder(models, None, progress)
    folder = config.log.path.parent
    cache = CorpusCache(
        segments_at(config.storage, SegmentFolder(folder / FOLDER_NAME, makes_folder)),
        config.seeds.max_file_bytes,
        models.embedder.model if models.embedder else "",
        is_writer=config.discord.has_first_shard,
    )
    if cache.is_writer:
        for name in _OLD:
            with suppress(OSError):
                (folder / name).unlink()
    return CorpusBuilder(models, cache, progress)

"""Creates the corpus builder from the configuration."""

from threading import Event

from bot.common.progress import Progress
from bot.config import Config
from bot.library.building import CorpusBuilder
from bot.library.cache.corpus_cache import CACHE_NAME, CorpusCache
from bot.retrieval.semantic.loading import open_models


def open_builder(
    config: Config,
    progress: Progress,
    *,
    keeps: bool,
    makes_folder: bool,
    stopping: Event | None = None,
) -> CorpusBuilder:
    """The builder, with the models that are wanted.

    With `keeps`, what was read is kept from one start to the next in the folder of the query log,
    which is made first where `makes_folder` says so. Of the processes that share an application and
    so the seeds, the one with the first shard writes it. Raises ConfigError if an extra is
    missing.
    """
    cache = None
    if keeps:
        path = config.log.path.with_name(CACHE_NAME)
        cache = CorpusCache(
            path,
            config.seeds.max_file_bytes,
            makes_folder,
            is_writer=config.discord.has_first_shard,
        )
    models = open_models(
        config, keeps=keeps, makes_folder=makes_folder, stopping=stopping, progress=progress
    )
    return CorpusBuilder(models, cache, progress)

"""Checks the articles that were published on servers."""

from collections.abc import Iterator

from bot.common.errors import VerbatimError
from bot.common.progress import ignore_progress
from bot.common.wording import write_count
from bot.config import Config
from bot.doctor.model import Finding, fault, fine, hint
from bot.library.remote.live import open_version
from bot.library.remote.opening import open_publisher
from bot.retrieval.semantic.loading import is_installed

_SUBJECT = "published"


def check_published(config: Config) -> Iterator[Finding]:
    """Open the articles as a start would, if they are searched on servers."""
    if not config.remote_servers:
        return
    try:
        index = open_publisher(config, ignore_progress).index
        corpus = open_version(index, config.seeds.max_file_bytes)
    except VerbatimError as error:
        yield fault(_SUBJECT, str(error))
        return
    articles = write_count(len(corpus.articles), "article")
    sentences = write_count(len(corpus.passages), "sentence")
    segments = write_count(len(corpus.segments), "segment")
    vectors = all(segment.directory.coarse for segment in corpus.segments)
    told = "with vectors" if vectors else "without vectors"
    yield fine(
        _SUBJECT, f"{articles} with {sentences} in {segments}, {told}, version {corpus.version}"
    )
    if config.answers.semantic and is_installed() and not vectors:
        remedy = "Publish them: verbatim publish. Or set answers.semantic to false."
        yield hint(_SUBJECT, "answers come by words alone, since vectors are missing", remedy)

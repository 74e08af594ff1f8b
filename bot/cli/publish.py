"""`verbatim publish`: puts the articles on the servers that `retrieval: remote` asks."""

import sys

from bot.cli.loading import report_rejected
from bot.cli.parser import Options
from bot.common.wording import write_count
from bot.config import Config
from bot.library.opening import open_seeds
from bot.library.reload_signal import signal_of
from bot.library.remote.live import publish_from
from bot.library.remote.opening import open_publisher
from bot.library.remote.publishing import Publication
from bot.retrieval.semantic.loading import open_models
from bot.terminal.progress import LoadingProgress

FINE, REJECTED = 0, 1


def run(_options: Options, config: Config) -> int:
    """Publish, tell the bots, and say what has changed. Raises ConfigError, PublishingError."""
    with LoadingProgress(sys.stderr) as progress:
        models = open_models(config, progress=progress)
        published = publish_from(open_seeds(config), open_publisher(config, progress, models))
    report_rejected(published.library)
    if published.is_new:
        signal_of(config).give()
    print(_describe(published))
    return REJECTED if published.library.faulty else FINE


def _describe(published: Publication) -> str:
    changes = published.changes
    counts = (
        f"{len(changes.added):,} added",
        f"{len(changes.changed):,} changed",
        f"{len(changes.removed):,} removed",
    )
    articles = write_count(published.articles, "article")
    sentences = write_count(published.passages, "sentence")
    segments = write_count(published.segments, "segment")
    text = f"Published {articles} with {sentences}: {', '.join(counts)}; {segments} written."
    if changes.kept:
        text += f" The earlier version of {write_count(len(changes.kept), 'article')} stays."
    return text

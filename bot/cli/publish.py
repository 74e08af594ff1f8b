"""`verbatim publish`: puts the articles on the servers that `retrieval: remote` asks."""

import sys

from bot.cli.parser import Options
from bot.common.wording import write_count
from bot.config import Config
from bot.library.opening import open_seeds
from bot.library.reload_signal import signal_of
from bot.library.remote.live import publish_from
from bot.library.remote.opening import open_publisher
from bot.library.remote.publishing import Publication
from bot.terminal.library_text import render_rejected
from bot.terminal.progress import LoadingProgress

FINE, REJECTED = 0, 1


def run(_options: Options, config: Config) -> int:
    """Publish, tell the bots, and say what has changed. Raises ConfigError, PublishingError."""
    with LoadingProgress(sys.stderr) as progress:
        published = publish_from(open_seeds(config), open_publisher(config, progress))
    for problem in published.library.faulty:
        sys.stderr.write(f"verbatim: {render_rejected(problem)}\n")
    if published.is_new:
        signal_of(config).give()
    sys.stdout.write(f"{_describe(published)}\n")
    sys.stdout.flush()
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

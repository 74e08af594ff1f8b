"""The data of `/insight`."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from importlib import import_module
from importlib.util import find_spec
from typing import cast

from discord.utils import utcnow

from bot.articles.model import Article
from bot.discord_app.insight.cards import Card, Period, figures_card, fill_days
from bot.discord_app.locales import Language
from bot.library.live import LiveCorpus
from bot.querylog.figures import Day
from bot.querylog.grouping import Group
from bot.querylog.insight import Insight
from bot.querylog.records import Scope

Drawer = Callable[[Sequence[Day]], bytes]


def find_drawer() -> Drawer | None:
    """Return the function that draws charts, or None if the extra `charts` is not installed."""
    if find_spec("PIL") is None:
        return None
    return cast("Drawer", import_module("bot.discord_app.insight.chart").draw_chart)


@dataclass(frozen=True, slots=True)
class InsightSource:
    """The query log, the articles that it names, and a drawer of charts, if one is installed.

    Reading raises LogUnavailable while the database cannot be used. A guild of None means every
    guild, direct messages and the terminal.
    """

    log: Insight
    live: LiveCorpus
    draw: Drawer | None

    async def figures(self, days: int, guild_id: int | None, language: Language) -> Card:
        """Count the questions of the last days, and render the figures."""
        today = utcnow().date()
        figures = await self.log.figures(_scope(today, days, guild_id))
        filled = fill_days(figures.days, today, days)
        # In a worker thread, as all that may take longer than a moment.
        chart = await asyncio.to_thread(self.draw, filled) if self.draw else None
        articles = await asyncio.to_thread(
            self._articles, [use.article for use in figures.articles]
        )
        period = Period(filled, is_of_guild=guild_id is not None)
        return figures_card(figures, period, articles, chart, language)

    def _articles(self, names: Iterable[str]) -> dict[str, Article]:
        catalogue = self.live.corpus.catalogue
        return {article.name: article for article in map(catalogue.named, names) if article}

    async def unanswered(self, days: int, guild_id: int | None) -> tuple[Group, ...]:
        """Return the unanswered questions of the last days that are not marked as done, grouped."""
        return await self.log.unanswered(_scope(utcnow().date(), days, guild_id))


def _scope(today: date, days: int, guild_id: int | None) -> Scope:
    """Return the whole days of UTC up to today."""
    first = today - timedelta(days=days - 1)
    return Scope(datetime.combine(first, time(), UTC), guild_id)

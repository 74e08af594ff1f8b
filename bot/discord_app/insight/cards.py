"""Renders the cards of `/insight`: the figures of a period, and its unanswered questions."""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import discord
from discord.utils import format_dt

from bot.articles.model import Article
from bot.discord_app.locales import Language
from bot.discord_app.ui import limits, markdown
from bot.discord_app.ui.appearance import INFORMATION
from bot.querylog.figures import Day, Figures
from bot.querylog.grouping import Group
from bot.querylog.records import ArticleUse

_BARS = "▁▂▃▄▅▆▇█"


def fill_days(days: Sequence[Day], last: date, count: int) -> tuple[Day, ...]:
    """Return the `count` days up to `last`, with zeros for days without questions."""
    asked = {day.date: day for day in days}
    wanted = (last - timedelta(days=ago) for ago in reversed(range(count)))
    return tuple(asked.get(one) or Day(one, 0, 0) for one in wanted)


def sparkline(days: Sequence[Day]) -> str:
    """Draw the numbers of questions, one character per day."""
    most = max((day.questions for day in days), default=0) or 1
    return "".join(_BARS[round(day.questions / most * (len(_BARS) - 1))] for day in days)


GROUPS_A_PAGE = 8

_CHART = "chart.png"
_TITLE, _QUESTION = 120, 200


@dataclass(frozen=True, slots=True)
class Card:
    """An embed, with its picture if it has one."""

    embed: discord.Embed
    chart: bytes | None = None

    @property
    def files(self) -> list[discord.File]:
        """Make the files to send with the embed; each can be sent once."""
        return [] if self.chart is None else [discord.File(io.BytesIO(self.chart), _CHART)]


@dataclass(frozen=True, slots=True)
class Period:
    """The reported days, up to today, for one guild or everywhere."""

    days: tuple[Day, ...]
    is_of_guild: bool


def figures_card(
    figures: Figures,
    period: Period,
    articles: Mapping[str, Article],
    chart: bytes | None,
    language: Language,
) -> Card:
    """Render the figures, with a chart or else a line of characters; articles by their names."""
    embed = discord.Embed(
        title=language.say("insight.title", days=len(period.days)), colour=INFORMATION
    )
    where = "insight.of_guild" if period.is_of_guild else "insight.of_all"
    embed.set_footer(text=language.say(where))
    # No fields at all: a card of zeros and empty bars says less than one sentence.
    if not figures.questions:
        embed.description = language.say("insight.nothing_asked")
        return Card(embed)
    for name, value in _fields(figures, language):
        embed.add_field(name=language.say(name), value=value)
    if figures.articles:
        lines = (_article_line(use, articles, language) for use in figures.articles)
        name = language.say("insight.articles")
        embed.add_field(name=name, value="\n".join(_fitting(lines)), inline=False)
    if chart is None:
        embed.description = f"`{sparkline(period.days)}`"
    else:
        embed.description = language.say("insight.legend")
        embed.set_image(url=f"attachment://{_CHART}")
    return Card(embed, chart)


def groups_embed(
    groups: Sequence[Group], page: int, days: int, language: Language
) -> discord.Embed:
    """Render a page, counted from 0, of the groups of unanswered questions."""
    total = count_pages(groups)
    shown = groups[page * GROUPS_A_PAGE : (page + 1) * GROUPS_A_PAGE]
    embed = discord.Embed(
        title=language.say("insight.unanswered_title", days=days),
        description="\n".join(_group_line(one, language) for one in shown)
        or language.say("insight.nothing_unanswered"),
        colour=INFORMATION,
    )
    if total > 1:
        embed.set_footer(text=language.say("pages.number", number=page + 1, total=total))
    return embed


def count_pages(groups: Sequence[Group]) -> int:
    """Count the pages of a list of groups; an empty list has one page."""
    return max(1, -(-len(groups) // GROUPS_A_PAGE))


def option_label(group: Group, language: Language) -> str:
    """Label a group for a select menu, which does not interpret Markdown."""
    question = markdown.one_line(group.question)
    label = language.say("insight.choice", count=group.count, question=question)
    return limits.cut(label, limits.CHOICE_NAME)


def _fields(figures: Figures, language: Language) -> Iterator[tuple[str, str]]:
    yield "insight.questions", language.number(figures.questions)
    if figures.share_answered is not None:
        yield "insight.answered", _percent(figures.share_answered, language)
    yield "insight.helpful", _helpful(figures, language)
    for name, time in (("insight.median", figures.median), ("insight.slowest", figures.slowest)):
        if time is not None:
            yield name, language.say("insight.milliseconds", number=round(time))


def _helpful(figures: Figures, language: Language) -> str:
    if figures.share_helpful is None:
        return language.say("insight.no_votes")
    share = _percent(figures.share_helpful, language)
    return language.count("insight.of_votes", figures.helpful + figures.unhelpful, share=share)


def _percent(share: float, language: Language) -> str:
    return language.say("insight.percent", number=round(share * 100))


def _article_line(use: ArticleUse, articles: Mapping[str, Article], language: Language) -> str:
    article = articles.get(use.article)
    if article is None:
        name = markdown.name(use.article, _TITLE)
    else:
        name = markdown.link(article.title, article.url, _TITLE)
    return language.count("insight.article", use.answers, name=name)


def _fitting(lines: Iterator[str]) -> Iterator[str]:
    """Take as many lines as fit into a field."""
    room = limits.FIELD_VALUE
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            return
        yield line


def _group_line(group: Group, language: Language) -> str:
    return language.say(
        "insight.group",
        count=group.count,
        question=markdown.name(group.question, _QUESTION),
        when=format_dt(group.latest.asked_at, "R"),
    )

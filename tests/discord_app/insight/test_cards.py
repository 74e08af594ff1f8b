from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.discord_app.insight.cards import (
    GROUPS_A_PAGE,
    Period,
    count_pages,
    figures_card,
    groups_embed,
    option_label,
)
from bot.discord_app.locales import Language, Languages
from bot.discord_app.ui import limits
from bot.querylog.figures import Day, Figures
from bot.querylog.grouping import Group
from bot.querylog.records import ArticleUse, Asked

LANGUAGES = Languages.load()
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
PERIOD = Period((Day(date(2026, 3, 4), 10**6, 10**6),) * 30, is_of_guild=True)

languages = st.sampled_from(list(LANGUAGES.by_code.values()))
hostile = st.text(max_size=400) | st.sampled_from(["*" * 300, "[x](y) " * 60, "\u202e" * 300])


@given(st.lists(hostile, max_size=5), languages)
def test_figures_fit_however_the_articles_are_called(names: list[str], language: Language) -> None:
    uses = tuple(ArticleUse(name, 10**6) for name in names)
    figures = Figures(10**6, 10**6, 1e6, 1e6, 10**6, 1, uses, PERIOD.days)
    embed = figures_card(figures, PERIOD, {}, None, language).embed
    assert all(len(field.value or "") <= limits.FIELD_VALUE for field in embed.fields)
    assert len(embed) <= limits.MESSAGE_EMBEDS_TOTAL


@given(st.lists(hostile, max_size=GROUPS_A_PAGE * 2), languages)
def test_every_page_of_questions_fits(questions: list[str], language: Language) -> None:
    groups = [Group(one, (Asked(str(n), one, NOON),)) for n, one in enumerate(questions)]
    for page in range(count_pages(groups)):
        embed = groups_embed(groups, page, 30, language)
        assert 1 <= len(embed.description or "") <= limits.EMBED_DESCRIPTION
    assert all(1 <= len(option_label(one, language)) <= limits.CHOICE_NAME for one in groups)

import discord
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.library import Changes, Library, Problem
from bot.articles.model import Article
from bot.discord_app import limits
from bot.discord_app.library_embeds import choice_name, related_pages, sources_pages
from bot.discord_app.locales import Languages
from bot.discord_app.seeds.reports import reload_pages
from bot.live import Reload
from tests.discord_app.strategies import articles, names, texts

LANGUAGE = Languages.load().default


def assert_within_limits(embed: discord.Embed) -> None:
    assert 0 < len(embed.description or "") <= limits.EMBED_DESCRIPTION
    assert len(embed.title or "") <= 256
    assert len(embed.footer.text or "") <= limits.EMBED_FOOTER
    assert len(embed) <= limits.MESSAGE_EMBEDS_TOTAL


@given(st.lists(articles, min_size=1, max_size=12))
def test_any_articles_keep_the_limits_when_listed(loaded: list[Article]) -> None:
    for embed in (*sources_pages(loaded, LANGUAGE), *related_pages(loaded, LANGUAGE)):
        assert_within_limits(embed)


@given(st.lists(articles, max_size=12))
def test_every_article_is_listed_once(loaded: list[Article]) -> None:
    numbers = [
        line.split(".")[0]
        for embed in sources_pages(loaded, LANGUAGE)
        for line in (embed.description or "").split("\n")
        if line.startswith("**")
    ]
    assert numbers == [f"**{number}" for number in range(1, len(loaded) + 1)]


@given(names, st.lists(st.builds(Problem, texts, st.none() | st.integers(1), texts), max_size=20))
def test_any_reload_keeps_the_limits(some: tuple[str, ...], problems: list[Problem]) -> None:
    changes = Changes(added=some, changed=some, removed=some, kept=some)
    library = Library(articles=(), rejected=tuple(problems), warnings=())
    for embed in reload_pages(Reload(changes, library, 1.0), LANGUAGE):
        assert_within_limits(embed)


@given(articles)
def test_any_article_makes_a_choice(article: Article) -> None:
    assert 0 < len(choice_name(article)) <= limits.CHOICE_NAME

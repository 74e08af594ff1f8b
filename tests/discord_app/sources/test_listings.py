import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.model import Article
from bot.discord_app.locales import Languages
from bot.discord_app.sources.list_buttons import PageButton, RelatedButton, page_card, page_of
from bot.discord_app.sources.listings import TOPIC, Listing, What, list_lines
from bot.discord_app.ui import limits
from bot.discord_app.ui.choices import article_choices
from bot.retrieval.catalogue import Catalogue
from bot.retrieval.retriever import CorpusRetriever
from tests.discord_app.ask.test_cards import texts_of
from tests.discord_app.strategies import articles, texts

LANGUAGE = Languages.load().default

names = st.lists(st.text("aZ0-_", min_size=6, max_size=6), max_size=10).map(tuple)
listings = st.builds(Listing, st.sampled_from(What), names, st.text(max_size=TOPIC))
several = st.lists(articles, min_size=1, max_size=12, unique_by=lambda one: one.name)


@given(listings)
def test_a_listing_is_read_as_it_was_written(listing: Listing) -> None:
    assert Listing.read(listing.write()) == listing


@given(st.text())
def test_anything_else_is_read_as_nothing_or_as_what_it_says(text: str) -> None:
    read = Listing.read(text)
    assert read is None or read.write() == text


@given(several, st.sampled_from(What), st.just("") | texts, st.integers(1, 9))
def test_any_page_keeps_the_limits_of_a_message(
    loaded: list[Article], what: What, topic: str, page: int
) -> None:
    listing = Listing(what, (), topic[:TOPIC])
    shown = page_of(CorpusRetriever.build(loaded), listing, page, LANGUAGE)
    if not shown.lines:
        return
    card = page_card(shown, listing, LANGUAGE)
    assert all(texts_of(card))
    assert sum(map(len, texts_of(card))) <= limits.MESSAGE_TEXTS_TOTAL
    assert sum(1 for _ in card.walk_children()) <= limits.MESSAGE_COMPONENTS
    items = [one for one in card.walk_children() if isinstance(one, discord.ui.DynamicItem)]
    assert len({one.custom_id for one in items}) == len(items)


@given(several)
def test_every_article_is_listed_once(loaded: list[Article]) -> None:
    lines = list_lines(CorpusRetriever.build(loaded), Listing(What.ARTICLES), LANGUAGE).lines
    numbers = [render(False).text.split(".")[0] for render in lines]
    assert numbers == [f"**{number}" for number in range(1, len(loaded) + 1)]


@pytest.mark.parametrize(
    "listing",
    [
        Listing(What.STORIES, ("abcdef",), "x" * TOPIC),
        Listing(What.STORIES, ("abcdef",) * 10),
        Listing(What.ARTICLES),
    ],
)
def test_the_longest_listing_fits_into_a_button(listing: Listing) -> None:
    assert PageButton.to(listing, 9_999, "<", "Previous").custom_id.endswith(listing.topic)
    assert RelatedButton.of(listing.articles, "Related").custom_id


@given(articles)
async def test_any_article_makes_a_choice(article: Article) -> None:
    (choice,) = await article_choices(Catalogue([article]), "")
    assert 0 < len(choice.name) <= limits.CHOICE_NAME

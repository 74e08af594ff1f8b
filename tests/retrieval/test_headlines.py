"""Headlines that are themselves loaded articles."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.model import RelatedStory
from bot.retrieval.headlines import Headlines
from tests.retrieval.conftest import article_of

TOLL = replace(
    article_of("The toll was cut.", name="toll.txt"),
    title="Toll cut: what now?",
    url="https://example.org/news/toll?id=7",
)
OTHER = article_of("The sea rose.", name="sea.txt")
HEADLINES = Headlines([TOLL, OTHER])


@pytest.mark.parametrize(
    ("headline", "url"),
    [
        pytest.param("Else", "https://example.org/news/toll?id=7", id="the same address"),
        pytest.param("Else", "http://www.Example.org/news/toll/?id=7#top", id="written otherwise"),
        pytest.param("Else", "https://example.org/news/toll?id=7&utm_source=x", id="tracked"),
        pytest.param("Toll cut: what now?", None, id="the same title"),
        pytest.param("“TOLL CUT” – What now", "https://example.com/else", id="title, otherwise"),
    ],
)
def test_a_headline_leads_to_the_article_that_it_is(headline: str, url: str | None) -> None:
    assert HEADLINES.leads_to(RelatedStory(headline, None, url)) is TOLL


@pytest.mark.parametrize(
    ("headline", "url"),
    [
        pytest.param("Toll cut", None, id="a part of the title"),
        pytest.param("Else", "https://example.org/news/toll?id=8", id="another page"),
        pytest.param("Else", "https://example.org/news/Toll?id=7", id="another path"),
        pytest.param("?!", None, id="no words"),
        pytest.param("Else", "https://[broken", id="no address"),
    ],
)
def test_another_headline_leads_nowhere(headline: str, url: str | None) -> None:
    assert HEADLINES.leads_to(RelatedStory(headline, None, url)) is None


def test_of_articles_with_the_same_title_the_first_counts() -> None:
    first, second = replace(OTHER, title="Same"), replace(TOLL, title="Same", url=None)
    assert Headlines([first, second]).leads_to(RelatedStory("same")) is first


@given(st.text(), st.text())
def test_no_headline_is_too_odd(headline: str, url: str) -> None:
    article = replace(OTHER, url=url or None)
    Headlines([article]).leads_to(RelatedStory(headline, None, url or None))

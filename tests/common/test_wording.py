from datetime import date

import pytest

from bot.articles.model import Article, Passage
from bot.common.wording import name_neighbour, write_count, write_day, write_sources
from bot.retrieval.model import Attribution


def test_a_day_is_written_in_english_whatever_the_locale() -> None:
    assert write_day(date(2025, 3, 2)) == "2 March 2025"


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0 stories"), (1, "1 story"), (2, "2 stories"), (1024, "1,024 stories")]
)
def test_a_number_agrees_with_its_noun(count: int, text: str) -> None:
    assert write_count(count, "story", "stories") == text
    assert write_count(2, "article") == "2 articles"


@pytest.mark.parametrize(
    ("attribution", "text"),
    [
        (Attribution(), ""),
        (Attribution(("Kim",)), "said by Kim"),
        (Attribution((), ("AP",)), "via AP"),
        (Attribution(("KCNA", "Kim"), ("AP",)), "said by KCNA, Kim, via AP"),
        (Attribution(("Kim",), (), inferred=True), "said by Kim (named nearby)"),
    ],
    ids=["none", "speaker", "outlet", "chain", "inferred"],
)
def test_sources_are_named_as_far_as_they_are_known(attribution: Attribution, text: str) -> None:
    assert write_sources(attribution) == text


def test_a_neighbour_is_named_by_where_it_stands() -> None:
    article = Article("a.txt", "Title", ("One. Two.", "Three."))
    two, three = Passage(article, 1, 2, 5, 9), Passage(article, 2, 1, 0, 6)
    assert name_neighbour(two, three) == "The sentence before"
    assert name_neighbour(three, two) == "The sentence after"

import pytest

from bot.articles.model import Article, Passage
from bot.retrieval.model import Attribution
from bot.terminal.answer_text import name_neighbour, write_sources


@pytest.mark.parametrize(
    ("attribution", "text"),
    [
        (Attribution(), ""),
        (Attribution(("Kim",)), "said by Kim"),
        (Attribution((), ("AP",)), "via AP"),
        (Attribution(("Kim",), ("KCNA", "AP")), "said by Kim, via KCNA, via AP"),
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

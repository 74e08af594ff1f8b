import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.model import Article, Layout, RelatedStory
from bot.documents.model import Kind
from bot.library.remote.rows import (
    PASSAGES,
    key_of,
    pack_postings,
    pack_words,
    postings_in,
    rows_of,
    unpack_postings,
    unpack_words,
)
from bot.library.remote.texts import Text
from bot.retrieval.index.inverted import narrowed
from bot.retrieval.index.segments import Segment, columns_of

numbers = st.integers(0, 2**32 - 1)


@given(st.lists(st.tuples(numbers, numbers, numbers)))
def test_postings_come_back_whatever_their_size(rows: list[tuple[int, int, int]]) -> None:
    table = np.array(rows, np.int64).reshape(-1, 3)
    first, second, third = (narrowed(column) for column in table.T)
    data = pack_postings((first, second, third))
    assert [column.tolist() for column in unpack_postings(data)] == table.T.tolist()
    assert postings_in(data) == len(rows)


def test_words_come_back_with_letters_that_are_no_text() -> None:
    words = ["a", "мова", "\ud800x"]
    assert unpack_words(pack_words(words)) == words


def test_a_term_of_any_length_has_a_key_that_an_index_can_hold() -> None:
    long, longer = key_of(PASSAGES, "x" * 5_000), key_of(PASSAGES, "x" * 5_001)
    assert len(long) < 600
    assert long != longer


def test_every_row_of_a_segment_has_a_key_of_its_own() -> None:
    articles = (Article("a.txt", "A", ("The bridge opened. “No,” Ann Roe said.", "東京の橋。")),)
    keys = [key for key, _ in rows_of(Segment(articles, columns_of(articles).searchable()))]
    assert len(keys) == len(set(keys))


def test_an_article_comes_back_as_it_was() -> None:
    article = Article(
        "a.txt",
        "A\ud800",
        ("One. Two.", "Three."),
        (RelatedStory("More", "The Paper", "https://example.org/"),),
        digest="d",
        layout=(Layout(), Layout(Kind.TABLE, ("Top",), ((0, 3),), 0, 2)),
    )
    text = Text(article, np.array([[1, 1, 0, 4], [1, 2, 5, 9], [2, 1, 0, 6]], np.int32))
    back = Text.from_bytes(text.to_bytes())
    assert back.article == article
    assert [one.text for one in back.passages] == ["One.", "Two.", "Three."]
    assert back.passage(1) == back.passages[1]

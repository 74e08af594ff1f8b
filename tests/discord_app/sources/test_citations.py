import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.model import Article
from bot.discord_app.sources.citations import (
    Citation,
    citation_of,
    find_article,
    find_sentences,
    has_changed,
    name_of,
    read_trail,
    start_of,
    write_trail,
)
from bot.retrieval.retriever import CorpusRetriever

ONE = Article("one.txt", "One", ("A first. A second.", "A third."), digest="d1")
TWO = Article("two.txt", "Two", ("Another.",), digest="d2")
CORPUS = CorpusRetriever.build([ONE, TWO])

shorts = st.text("abcXYZ019-_", min_size=6, max_size=6)
stops = st.builds(
    lambda article, words, paragraph, has_words: Citation(
        article, article[:3], paragraph, words[:4] if has_words else ""
    ),
    shorts,
    shorts,
    st.integers(1, 999_999),
    st.booleans(),
)
trails = st.lists(stops, min_size=1, max_size=12).map(tuple)


@given(trails)
def test_a_trail_is_read_as_it_was_written(trail: tuple[Citation, ...]) -> None:
    assert read_trail(write_trail(trail, 1_000)) == trail


@given(trails, st.integers(30, 90))
def test_of_a_long_trail_the_beginning_is_written(trail: tuple[Citation, ...], limit: int) -> None:
    written = write_trail(trail, limit)
    read = read_trail(written)
    assert len(written) <= limit
    assert read is not None
    assert read == trail[: len(read)]


@pytest.mark.parametrize(
    "text",
    ["", ";", "short.1", "abcdefghi", "abcdefghi.", "abcdefghi.1234567", "abcdefghi.1;", "ü" * 30],
)
def test_anything_else_is_no_trail(text: str) -> None:
    assert read_trail(text) is None


@given(st.text())
def test_no_text_is_too_odd_to_be_read(text: str) -> None:
    read_trail(text)


def test_an_article_is_found_by_its_name_whatever_its_text_is() -> None:
    rewritten = CorpusRetriever.build([TWO, Article("one.txt", "Other", ("Text.",), digest="d3")])
    assert find_article(rewritten, name_of(ONE)) is rewritten.articles[1]
    assert has_changed(rewritten.articles[1], start_of(ONE))


def test_an_article_that_is_not_loaded_is_not_found() -> None:
    assert find_article(CorpusRetriever.build([TWO]), name_of(ONE)) is None


def test_a_sentence_is_found_by_its_words() -> None:
    passage = CORPUS.passages_in(ONE)[1]
    stop = citation_of(passage)
    assert (stop.article, stop.paragraph) == (name_of(ONE), 1)
    assert find_sentences(CORPUS, ONE, [stop.words]) == (passage,)
    assert find_sentences(CORPUS, TWO, [stop.words]) == ()


def test_an_article_that_is_as_it_was_has_not_changed() -> None:
    assert not has_changed(ONE, start_of(ONE))


def test_a_name_that_is_not_utf_8_can_be_referred_to() -> None:
    assert len(name_of(Article("\udcff.txt", "T", ("A.",)))) == 6

"""Addresses that open a page at a sentence."""

from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from bot.articles.model import Article, Passage
from bot.retrieval.answers.text_fragment import address_of


def passage(text: str, url: str | None = "https://example.org/a") -> Passage:
    return Passage(Article("a.txt", "A", (text,), url=url), 1, 1, 0, len(text))


def test_a_short_sentence_is_named_whole() -> None:
    assert address_of(passage("It cost €9-10, we hear.")) == (
        "https://example.org/a#:~:text=It%20cost%20%E2%82%AC9%2D10%2C%20we%20hear."
    )


def test_a_long_sentence_is_named_by_its_first_and_last_words() -> None:
    address = address_of(passage("one two three four five six seven eight nine ten eleven"))
    assert address == (
        "https://example.org/a#:~:text=one%20two%20three%20four%20five"
        ",seven%20eight%20nine%20ten%20eleven"
    )


def test_an_address_that_has_a_fragment_keeps_it() -> None:
    address = address_of(passage("It rained.", "https://example.org/a#top"))
    assert address == "https://example.org/a#top:~:text=It%20rained."


def test_an_article_without_an_address_has_none() -> None:
    assert address_of(passage("It rained.", None)) is None


@given(st.text(min_size=1, max_size=300))
def test_what_is_named_stands_in_the_sentence(text: str) -> None:
    sentence = passage(text)
    address = address_of(sentence)
    assert address is not None
    assert len(address) <= 300
    _, _, named = address.partition(":~:text=")
    plain = " ".join(sentence.text.split())
    assert all(unquote(part) in plain for part in named.split(",") if part)

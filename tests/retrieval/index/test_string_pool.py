"""A list of words that takes little memory is the list of these words."""

from hypothesis import given
from hypothesis import strategies as st

from bot.retrieval.index.string_pool import StringPool

WORDS = st.lists(st.text(max_size=5), max_size=60)


@given(WORDS)
def test_it_has_the_words_in_their_order(words: list[str]) -> None:
    listed = StringPool.of(words)
    assert list(listed) == words
    assert [listed[number] for number in range(len(listed))] == words
    assert listed[1:] == tuple(words[1:])


@given(WORDS)
def test_it_can_be_made_of_its_letters(words: list[str]) -> None:
    assert list(StringPool(StringPool.of(words).letters)) == words


def test_half_a_character_is_no_obstacle() -> None:
    assert list(StringPool.of(["\ud800", "a"])) == ["\ud800", "a"]

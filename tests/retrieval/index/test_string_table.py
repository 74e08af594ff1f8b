"""A hash table of words in little memory finds these words and no others."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from bot.retrieval.index.string_table import StringTable

LETTERS = st.characters() | st.sampled_from("ab\n\ud800")
WORD = st.text(LETTERS, max_size=4)
WORDS = st.lists(WORD, unique=True, max_size=60)


@given(WORDS)
def test_each_word_has_the_number_that_it_was_given(words: list[str]) -> None:
    lexicon, numbers = StringTable.of(words)
    assert [lexicon.number_of(word) for word in words] == numbers.tolist()
    assert sorted(numbers.tolist()) == list(range(len(words)))


@given(WORDS)
def test_the_words_come_in_the_order_of_their_numbers(words: list[str]) -> None:
    lexicon, numbers = StringTable.of(words)
    listed = list(lexicon)
    assert len(lexicon) == len(listed) == len(words)
    assert [listed[number] for number in numbers.tolist()] == words


@given(WORDS, WORD)
def test_a_word_is_in_it_only_where_it_was_given(words: list[str], word: str) -> None:
    lexicon, _ = StringTable.of(words)
    assert (word in lexicon) == (word in words)
    assert (lexicon.number_of(word) is None) == (word not in words)


@given(WORDS)
def test_it_can_be_made_of_its_columns(words: list[str]) -> None:
    lexicon, numbers = StringTable.of(words)
    same = StringTable(lexicon.letters, lexicon.places, lexicon.firsts)
    assert [same.number_of(word) for word in words] == numbers.tolist()


def test_words_of_a_kind_do_not_crowd_in_a_few_buckets() -> None:
    lexicon, _ = StringTable.of([f"word{number}" for number in range(10_000)])
    sizes = Counter((lexicon.firsts[1:] - lexicon.firsts[:-1]).tolist())
    assert max(sizes) < 30

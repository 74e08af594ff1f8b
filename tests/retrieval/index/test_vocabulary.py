"""What words tell by their spelling."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.retrieval.index.vocabulary import Vocabulary, Words
from bot.retrieval.text.analysis import grams_of

WORDS = {"the": 90, "shoigu": 2, "harbour": 5, "harbours": 1, "general": 4}


@pytest.fixture
def vocabulary() -> Vocabulary:
    return Vocabulary([Words.of(WORDS)], passages=40)


def share(vocabulary: Vocabulary, asked: str, *text: str) -> float:
    ((found, _),) = vocabulary.shares(grams_of(asked), [text], [()])
    return found


@pytest.mark.parametrize("word", ["shoygu", "shoigus", "shoigu"])
def test_a_word_is_like_one_that_is_spelt_nearly_so(vocabulary: Vocabulary, word: str) -> None:
    assert vocabulary.like(word, 0.6) == ("shoigu",)


@pytest.mark.parametrize("word", ["generate", "zebra", "x", ""])
def test_a_word_is_not_like_one_that_shares_a_part(vocabulary: Vocabulary, word: str) -> None:
    assert vocabulary.like(word, 0.6) == ()


def test_so_many_grams_at_least_are_shared_by_words_that_are_alike() -> None:
    words = Vocabulary([Words.of({"cat": 1, "category": 1})], passages=2)
    assert words.like("cat", 0.4, least=2) == ("cat",)
    assert words.like("cat", 0.4) == ("cat", "category")


def test_of_several_words_that_are_alike_each_is_given(vocabulary: Vocabulary) -> None:
    assert vocabulary.like("harbour", 0.6) == ("harbour", "harbours")


def test_a_text_has_the_greater_share_the_nearer_its_spelling(vocabulary: Vocabulary) -> None:
    exact = share(vocabulary, "harbour", "harbour", "wall")
    near = share(vocabulary, "harbour", "harbours", "wall")
    assert exact > near > share(vocabulary, "harbour", "general", "wall") == 0


def test_a_word_that_all_say_counts_less_than_a_rare_one(vocabulary: Vocabulary) -> None:
    grams = [grams_of("the") + grams_of("shoigu")]
    (common, _), (rare, _) = vocabulary.shares(grams[0], [["the"], ["shoigu"]], [(), ()])
    assert rare > 10 * common > 0


def test_what_only_a_heading_says_counts_in_the_second_share_alone(vocabulary: Vocabulary) -> None:
    asked = grams_of("harbour") + grams_of("general")
    texts = [["general"], ["general", "harbour"]]
    without, with_both = vocabulary.shares(asked, texts, [["harbour"], ["harbour"]])
    assert without[0] < without[1]
    assert with_both[0] == with_both[1]


@given(st.text(max_size=30), st.lists(st.text(max_size=12), max_size=5))
def test_any_word_and_text_have_a_share(word: str, texts: list[str]) -> None:
    vocabulary = Vocabulary([Words.of(WORDS)], passages=40)
    words = [text.split() for text in texts]
    shares = vocabulary.shares(grams_of(word), words, words[::-1])
    assert all(0 <= own <= both <= 2.3 for own, both in shares)
    assert all(found in WORDS for found in vocabulary.like(word, 0.6))


def test_without_words_none_is_alike() -> None:
    assert Vocabulary([], passages=0).like("word", 0.6) == ()


def test_words_of_several_segments_are_as_those_of_one() -> None:
    halves = [{"the": 50, "shoigu": 2}, {"the": 40, "harbour": 5, "harbours": 1, "general": 4}]
    parts = Vocabulary([Words.of(half) for half in halves], passages=40)
    whole = Vocabulary([Words.of(WORDS)], passages=40)
    for word in WORDS:
        assert parts.like(word, 0.4) == whole.like(word, 0.4)
        assert share(parts, word, *WORDS) == share(whole, word, *WORDS)


def test_words_that_went_are_as_if_they_had_not_been_there() -> None:
    words = Words.of({**WORDS, "zebra": 3})
    gone = {"zebra": 3, "the": 7}
    left = words.without(words.rows_of(gone), np.array([3, 7], np.int32))
    anew = Words.of({**WORDS, "the": WORDS["the"] - 7})
    assert left.occurrences() == anew.occurrences()
    one, other = (Vocabulary([each], passages=40) for each in (left, anew))
    assert one.like("zebra", 0.6) == other.like("zebra", 0.6) == ()
    assert share(one, "the", "the", "zebra") == share(other, "the", "the", "zebra")

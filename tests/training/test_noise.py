from random import Random

from hypothesis import given
from hypothesis import strategies as st

from training.noise import (
    Noise,
    as_typed,
    in_chat_words,
    keywords,
    with_a_slip,
    with_chatter,
    without_a_word,
)

QUESTION = "How many people lived in Paris in 1900?"
NONE = Noise(no_mark=0, keywords=0, slip=0, chatter=0, chat_words=0, drop_word=0)
seeds = st.integers(0, 1_000_000).map(Random)


@given(st.text(min_size=1).filter(str.strip), seeds)
def test_something_is_always_asked(question: str, rng: Random) -> None:
    assert as_typed(question, rng).strip()


@given(seeds)
def test_without_noise_the_question_stays(rng: Random) -> None:
    assert as_typed(QUESTION, rng, NONE) == QUESTION


def test_the_same_seed_gives_the_same_question() -> None:
    assert as_typed(QUESTION, Random(7)) == as_typed(QUESTION, Random(7))


def test_keywords_are_the_words_without_grammar() -> None:
    assert keywords(QUESTION) == "people lived Paris 1900"


def test_a_question_of_grammar_alone_keeps_its_words() -> None:
    assert keywords("Who was it?") == "Who was it?"


def test_chat_words_are_short() -> None:
    assert in_chat_words("Who is it that people like?") == "whos it that ppl like?"


@given(seeds)
def test_chatter_leaves_the_question_whole(rng: Random) -> None:
    assert QUESTION in with_chatter(QUESTION, rng)


@given(seeds)
def test_a_slip_changes_one_long_word_by_a_letter_or_two(rng: Random) -> None:
    before, after = QUESTION.split(" "), with_a_slip(QUESTION, rng).split(" ")
    changed = [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]
    assert len(changed) <= 1  # two equal letters may have changed places
    for one, other in changed:
        assert len(one) > 3
        assert one[0] == other[0]
        assert abs(len(one) - len(other)) <= 1


@given(seeds)
def test_one_word_is_dropped(rng: Random) -> None:
    assert len(without_a_word(QUESTION, rng).split()) == len(QUESTION.split()) - 1


@given(seeds)
def test_of_three_words_none_is_dropped(rng: Random) -> None:
    assert without_a_word("Who is it?", rng) == "Who is it?"

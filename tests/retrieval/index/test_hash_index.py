"""What is found by a hash is checked by the key, and nothing is missed."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from bot.retrieval.index.hash_index import HashIndex

KEYS = st.lists(st.text(max_size=2), max_size=30)


@given(KEYS, st.text(max_size=2))
def test_all_things_with_a_key_are_candidates_the_first_first(keys: list[str], key: str) -> None:
    for looked_for in {*keys, key}:
        candidates = list(HashIndex(keys).candidates(looked_for))
        assert candidates == sorted(candidates)
        found = [number for number in candidates if keys[number] == looked_for]
        assert found == [number for number, one in enumerate(keys) if one == looked_for]


def test_a_key_with_the_hash_of_another_is_told_apart_by_whoever_asks() -> None:
    pairs = ["plumless", "buckeroo"]  # the same CRC-32
    assert [list(HashIndex(pairs).candidates(key)) for key in pairs] == [[0, 1], [0, 1]]


def test_hardly_ever_is_another_a_candidate() -> None:
    keys = ["".join(letters) for letters in product("abcdefgh", repeat=4)]
    finder = HashIndex(keys)
    assert all(list(finder.candidates(key)) == [at] for at, key in enumerate(keys))
    assert not list(finder.candidates("elsewhere"))

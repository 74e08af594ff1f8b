"""What was made last is kept, up to a number."""

from functools import partial

from bot.common.latest import Latest


def test_a_value_is_made_once_for_a_key_that_is_asked_for_again() -> None:
    assert _made_for("abab") == ["a", "b"]


def test_no_more_values_are_kept_than_asked_for() -> None:
    assert _made_for("abca") == ["a", "b", "c", "a"]


def test_each_key_gets_its_own_value() -> None:
    latest = Latest[str](kept=2)
    assert [latest.get(key, partial(str.upper, key)) for key in "abab"] == list("ABAB")


def _made_for(keys: str) -> list[str]:
    """The keys for which a value was made, where two are kept."""
    latest, made = Latest[None](kept=2), list[str]()
    for key in keys:
        latest.get(key, partial(made.append, key))
    return made

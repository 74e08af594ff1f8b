import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord_app.ui.limits import cut


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [
        pytest.param("one two", 7, "one two", id="fits"),
        pytest.param("one two three", 11, "one two…", id="at a word"),
        pytest.param("one two three", 8, "one two…", id="exactly at a word"),
        pytest.param("one, two", 6, "one,…", id="keeps punctuation"),
        pytest.param("a verylongwordindeed", 10, "a verylon…", id="a word too long"),
        pytest.param("日本語の文章です", 4, "日本語…", id="without spaces"),
        pytest.param("cafe\u0301s", 5, "caf…", id="a letter and its accent"),
        pytest.param("ab👩\u200d👩\u200d👧cd", 5, "ab…", id="a joined emoji"),
    ],
)
def test_a_text_is_cut_at_a_word(text: str, limit: int, shown: str) -> None:
    assert cut(text, limit) == shown


@given(st.text(), st.integers(1, 40))
def test_a_cut_text_keeps_the_limit(text: str, limit: int) -> None:
    assert len(cut(text, limit)) <= limit

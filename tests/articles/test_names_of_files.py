import pytest

from bot.articles.files import printable


@pytest.mark.parametrize("turn", ["\u202e", "\u2066", "\u200f"])
def test_what_turns_the_direction_of_writing_is_shown_as_an_escape(turn: str) -> None:
    assert printable(f"a{turn}txt.exe") == f"a\\u{ord(turn):04x}txt.exe"


def test_letters_of_any_script_stay() -> None:
    assert printable("новини-שלום.txt") == "новини-שלום.txt"

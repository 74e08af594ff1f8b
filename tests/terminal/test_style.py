import io
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from bot.terminal.style import Style, make_visible, style_for, wrap


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_what_is_no_terminal_gets_plain_whole_lines() -> None:
    assert style_for(io.StringIO(), {}) == Style(width=None, is_weighted=False)


@pytest.mark.parametrize(
    ("environ", "is_weighted"),
    [
        ({}, True),
        ({"NO_COLOR": ""}, True),
        ({"NO_COLOR": "1"}, False),
        ({"TERM": "dumb"}, False),
        ({"TERM": "xterm"}, True),
    ],
)
def test_a_terminal_gets_weights_unless_the_environment_forbids(
    environ: Mapping[str, str], is_weighted: bool
) -> None:
    assert style_for(Terminal(), environ).is_weighted is is_weighted


@pytest.mark.parametrize(("columns", "width"), [("60", 60), ("300", 96)])
def test_lines_are_as_wide_as_the_terminal_up_to_what_reads_well(
    monkeypatch: pytest.MonkeyPatch, columns: str, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert style_for(Terminal(), {}).width == width


def test_no_weight_is_put_on_nothing() -> None:
    assert Style(is_weighted=True).bold("") == ""
    assert Style(is_weighted=True).bold("a") == "\x1b[1ma\x1b[22m"
    assert Style().dim("a") == "a"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain “text” – é 日本", "plain “text” – é 日本"),
        ("\x1b[31mred\x07", "�[31mred�"),
        ("a\tb\r\nc\u2028d", "a b  c d"),
        ("\x9b2J\x7f\x00", "�2J��"),
        ("non\u00a0breaking", "non\u00a0breaking"),
    ],
    ids=ascii,
)
def test_control_characters_are_made_visible(text: str, shown: str) -> None:
    assert make_visible(text) == shown


@given(st.text())
def test_nothing_that_a_terminal_obeys_is_left_and_places_stay(text: str) -> None:
    shown = make_visible(text)
    assert len(shown) == len(text)
    assert not any(ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0 for c in shown)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, []),
        ("one", 10, ["one"]),
        ("one two three", 7, ["one two", "three"]),
        ("one two three", None, ["one two three"]),
        ("off-limits for all", 4, ["off-limits", "for", "all"]),
        ("two  spaces", 20, ["two  spaces"]),
        ("日本語 日本", 7, ["日本語", "日本"]),
        ("e\u0301e\u0301 e\u0301", 4, ["e\u0301e\u0301 e\u0301"]),
    ],
    ids=ascii,
)
def test_text_is_wrapped_at_spaces(text: str, width: int | None, lines: list[str]) -> None:
    assert [text[start:end] for start, end in wrap(text, width)] == lines


@given(st.text(alphabet="ab -’é日", max_size=80), st.integers(1, 30))
def test_wrapping_keeps_every_word_and_the_width(text: str, width: int) -> None:
    lines = [text[start:end] for start, end in wrap(text, width)]
    assert " ".join(lines).split() == text.split()
    assert all(cell_len(line) <= width or " " not in line for line in lines)

from datetime import date

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.common.yaml_reading import MAX_CHARACTERS, MAX_DEPTH, YamlProblem, load_mapping


@pytest.mark.parametrize(
    "text", ["", "   \n\n", "# only a comment\n", "---\n", "null\n"], ids=lambda text: repr(text)
)
def test_a_text_without_keys_is_an_empty_mapping(text: str) -> None:
    assert load_mapping(text).data == {}


@pytest.mark.parametrize(
    ("scalar", "value"),
    [
        ("42", 42),
        ("0.5", 0.5),
        ("true", True),
        ("2025-03-22", date(2025, 3, 22)),
        ("~", None),
        ("", None),
        ("'42'", "42"),
        ("no", "no"),
        ("on", "on"),
        ("0123456701234567012", "0123456701234567012"),
        ("010", "010"),
        ("12:30", "12:30"),
        ("12:30.5", "12:30.5"),
        ("2025-13-45", "2025-13-45"),
        ("0x_", "0x_"),
        ("=", "="),
        ("9" * 5000, "9" * 5000),
        ("0x" + "f" * 9000, "0x" + "f" * 9000),
    ],
)
def test_a_scalar_is_read_without_surprise(scalar: str, value: object) -> None:
    read = load_mapping(f"key: {scalar}\n").data["key"]
    assert read == value
    assert type(read) is type(value)


def test_every_key_and_item_has_its_line() -> None:
    document = load_mapping("# head\na: 1\nb:\n  - x\n  - c: 2\n")
    assert document.lines == {
        ("a",): 2,
        ("b",): 3,
        ("b", 0): 4,
        ("b", 1): 5,
        ("b", 1, "c"): 5,
    }


def test_a_key_is_the_text_that_was_written() -> None:
    assert load_mapping("1: a\nno: b\n<<: c\n").data == {"1": "a", "no": "b", "<<": "c"}


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "'a' is duplicated (first on line 1)"),
        ("a:\n  b: 1\n  'b': 2\n", 3, "'b' is duplicated (first on line 2)"),
        ("a: &x 1\n", 1, "anchors"),
        ("a: 1\nb: *x\n", 2, "aliases"),
        ("a: !!python/object:os.system x\n", 1, "tags"),
        ("a: !!str 1\n", 1, "tags"),
        ("a: 1\nb: [\n", 3, "not valid YAML"),
        ("a: 1\n\tb: 2\n", 2, "not valid YAML"),
        ("a: b: c\n", 1, "put text that contains ': ' into quotes"),
        ("a: 1\n---\nb: 2\n", 2, "not valid YAML"),
        ("- a\n", 1, "key: value"),
        ("only words\n", 1, "key: value"),
        ("? [a]\n: 1\n", 1, "a key must be a word"),
        ("a: 1\nb: \x07\n", 2, "U+0007"),
        ("a: \ud800\n", 1, "U+D800"),
        ("a: " + "[" * (MAX_DEPTH + 1), 1, "levels deep"),
        ("[" * 60_000, 1, "levels deep"),
        ("#" * (MAX_CHARACTERS + 1), 1, "longer than"),
    ],
    ids=lambda value: repr(value)[:24],
)
def test_what_is_no_plain_mapping_is_refused_with_its_line(text: str, line: int, part: str) -> None:
    with pytest.raises(YamlProblem) as caught:
        load_mapping(text)
    assert caught.value.line == line
    assert part in caught.value.text


@given(st.text(alphabet=st.sampled_from("ab:-[]{}'\"&*!|>#?%@`\n\t 01.~<=é\x00\ud800")))
def test_any_text_is_a_mapping_or_a_problem_on_one_of_its_lines(text: str) -> None:
    line = 1
    try:
        load_mapping(text)
    except YamlProblem as problem:
        line = problem.line
    assert 1 <= line <= text.count("\n") + 1


def test_safe_loader_keeps_its_own_booleans() -> None:
    load_mapping("a: no\n")
    assert yaml.safe_load("a: no") == {"a": False}

from datetime import date

import pytest

from bot.common.wording import inside_sentence, write_choice, write_count, write_day


def test_a_day_is_written_in_english_whatever_the_locale() -> None:
    assert write_day(date(2025, 3, 2)) == "2 March 2025"


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0 stories"), (1, "1 story"), (2, "2 stories"), (1024, "1,024 stories")]
)
def test_a_number_agrees_with_its_noun(count: int, text: str) -> None:
    assert write_count(count, "story", "stories") == text
    assert write_count(2, "article") == "2 articles"


@pytest.mark.parametrize(
    ("options", "text"),
    [(["en"], "en"), (["en", "uk"], "en or uk"), (["de", "en", "uk"], "de, en or uk")],
)
def test_a_choice_is_written_for_any_number_of_options(options: list[str], text: str) -> None:
    assert write_choice(options) == text


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Its captain, Tom Reed", "its captain, Tom Reed"),
        ("Their lawyer", "their lawyer"),
        ("The mayor", "the mayor"),
        ("A spokesman", "a spokesman"),
        ("The Hague", "The Hague"),
        ("The Courier", "The Courier"),
        ("Mayor Novak", "Mayor Novak"),
        ("Hermann", "Hermann"),
        ("Його речниця", "його речниця"),
    ],
)
def test_a_name_from_the_start_of_a_sentence_has_a_small_letter_inside_one(
    name: str, written: str
) -> None:
    assert inside_sentence(name) == written

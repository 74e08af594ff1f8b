from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.retrieval.text.normalising import MOST_MARKS, Form, normalise

FORMS: list[Form] = ["NFC", "NFD", "NFKC", "NFKD"]


@given(st.text(), st.sampled_from(FORMS))
def test_a_text_as_people_write_it_is_in_unicode_s_normal_form(text: str, form: Form) -> None:
    assert normalise(form, text) == normalize(form, text)


@pytest.mark.parametrize("form", FORMS)
def test_of_marks_without_end_the_first_stay(form: Form) -> None:
    most = "a" + "\u0323" * MOST_MARKS
    assert normalise(form, most) == normalize(form, most)
    assert normalise(form, most + "\u0301" * 1_000 + "b") == normalize(form, most + "b")

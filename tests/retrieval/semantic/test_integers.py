"""The model with its products made on integers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.retrieval.semantic.integers import with_integer_products

# An empty graph, and a version of the format: fields 7 and 1.
MODEL = bytes([7 << 3 | 2, 0, 1 << 3, 8])


def test_a_model_without_such_products_only_gets_the_operators() -> None:
    assert with_integer_products(MODEL).startswith(MODEL)
    assert b"com.microsoft" in with_integer_products(MODEL)


@pytest.mark.parametrize(
    "model",
    [
        pytest.param(b"\x80", id="a-number-cut-off"),
        pytest.param(b"\x3a\x05ab", id="a-field-cut-off"),
        pytest.param(b"\x0d\x01\x02\x03\x04", id="a-field-of-another-kind"),
    ],
)
def test_what_is_no_model_is_refused(model: bytes) -> None:
    with pytest.raises(ValueError, match=r"cut off|not a message"):
        with_integer_products(model)


@given(st.binary())
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        written = with_integer_products(content)
    except (ValueError, TypeError, StopIteration):
        return
    assert isinstance(written, bytes)

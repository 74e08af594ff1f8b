"""Columns as bytes: what is unpacked is what was packed, or nothing."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from bot.library.cache.columns import Column, NotUsableError, pack_columns, unpack_columns

KINDS = st.sampled_from([np.uint8, np.uint16, np.int32, np.int64])
COLUMN: st.SearchStrategy[Column] = KINDS.flatmap(lambda kind: arrays(kind, st.integers(0, 200)))


@given(st.dictionaries(st.text(max_size=5), COLUMN, max_size=5))
def test_what_was_packed_is_unpacked(columns: dict[str, Column]) -> None:
    read = unpack_columns(pack_columns(columns))
    assert read.keys() == columns.keys()
    for name, column in columns.items():
        assert read[name].dtype == column.dtype
        assert read[name].tolist() == column.tolist()


def test_columns_are_not_copied_and_cannot_be_changed() -> None:
    column = unpack_columns(pack_columns({"numbers": np.arange(1_000)}))["numbers"]
    assert not column.flags.owndata
    assert not column.flags.writeable


@given(st.binary(max_size=200))
def test_other_bytes_are_refused_or_hold_columns(data: bytes) -> None:
    try:
        columns = unpack_columns(data)
    except NotUsableError:
        return
    assert all(isinstance(column, np.ndarray) for column in columns.values())

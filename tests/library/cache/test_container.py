"""A file of columns: what is read is what was written, or nothing."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from bot.library.cache.container import Column, NotUsableError, read_container, write_container

KEY = bytes(range(32))
KINDS = st.sampled_from([np.uint8, np.uint16, np.int32, np.int64])
COLUMN: st.SearchStrategy[Column] = KINDS.flatmap(lambda kind: arrays(kind, st.integers(0, 200)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "file.bin"
    columns: dict[str, Column] = {
        "numbers": np.arange(1_000, dtype=np.int32),
        "none": np.empty(0, np.uint8),
    }
    write_container(path, KEY, columns)
    return path


@given(columns=st.dictionaries(st.text(max_size=5), COLUMN, max_size=5))
def test_what_was_written_is_read(
    tmp_path_factory: pytest.TempPathFactory,
    columns: dict[str, Column],
) -> None:
    path = tmp_path_factory.mktemp("container") / "file.bin"
    write_container(path, KEY, columns)
    read = read_container(path, KEY)
    assert read.keys() == columns.keys()
    for name, column in columns.items():
        assert read[name].dtype == column.dtype
        assert read[name].tolist() == column.tolist()


def test_columns_are_not_copied_and_cannot_be_changed(path: Path) -> None:
    column = read_container(path, KEY)["numbers"]
    assert not column.flags.owndata
    assert not column.flags.writeable


def test_a_file_of_another_key_is_not_used(path: Path) -> None:
    with pytest.raises(NotUsableError, match="another version"):
        read_container(path, bytes(32))


@given(st.data())
def test_a_file_with_any_byte_changed_is_not_used(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("container") / "file.bin"
    write_container(path, KEY, {"b": np.arange(20)})
    content = bytearray(path.read_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    path.write_bytes(content)
    with pytest.raises(NotUsableError):
        read_container(path, KEY)


@pytest.mark.parametrize("length", [0, 10, 60, 90, 500])
def test_a_file_that_was_cut_is_not_used(path: Path, length: int) -> None:
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(NotUsableError):
        read_container(path, KEY)


def test_who_reads_a_file_keeps_it_when_it_is_replaced(path: Path) -> None:
    column = read_container(path, KEY)["numbers"]
    write_container(path, KEY, {})
    assert column.tolist() == list(range(1_000))
    assert read_container(path, KEY) == {}


def test_what_cannot_be_put_in_its_place_leaves_no_part_behind(tmp_path: Path) -> None:
    (tmp_path / "file.bin").mkdir()
    with pytest.raises(OSError, match=r"file\.bin"):
        write_container(tmp_path / "file.bin", KEY, {})
    assert [path.name for path in tmp_path.iterdir()] == ["file.bin"]

"""The file that keeps vectors: whole, or not at all."""

import logging
import stat
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.retrieval.semantic.cache import EmbeddingCache, Vectors

VECTORS: Vectors = {
    bytes(range(16)): np.asarray([[50, -127], [25, 0]], dtype=np.int8),
    bytes(range(1, 17)): np.asarray([[1, 2]], dtype=np.int8),
}


def as_lists(vectors: Vectors) -> dict[bytes, list[list[int]]]:
    return {key: rows.tolist() for key, rows in vectors.items()}


@pytest.fixture
def cache(tmp_path: Path) -> EmbeddingCache:
    return EmbeddingCache(tmp_path / "embeddings.bin", "model-1")


@pytest.mark.parametrize("vectors", [VECTORS, {}], ids=["some", "none"])
def test_what_was_stored_is_loaded(cache: EmbeddingCache, vectors: Vectors) -> None:
    cache.store(vectors)
    assert as_lists(cache.load()) == as_lists(vectors)


def test_what_is_stored_takes_the_place_of_what_was(cache: EmbeddingCache) -> None:
    cache.store({})
    cache.store(VECTORS)
    assert as_lists(cache.load()) == as_lists(VECTORS)
    assert [path.name for path in cache.path.parent.iterdir()] == ["embeddings.bin"]


def test_without_a_file_nothing_is_loaded(
    cache: EmbeddingCache, caplog: pytest.LogCaptureFixture
) -> None:
    assert cache.load() == {}
    assert caplog.messages == []


def test_with_a_file_in_place_of_the_folder_nothing_is_loaded(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "data").write_text("in the way")
    assert EmbeddingCache(tmp_path / "data" / "embeddings.bin", "model-1").load() == {}
    assert caplog.messages == []


def test_what_another_model_made_is_not_loaded(cache: EmbeddingCache) -> None:
    cache.store(VECTORS)
    assert EmbeddingCache(cache.path, "model-2").load() == {}


@given(st.data())
def test_a_file_with_a_wrong_byte_is_not_loaded(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    cache = EmbeddingCache(tmp_path_factory.mktemp("cache") / "embeddings.bin", "model-1")
    cache.store(VECTORS)
    content = bytearray(cache.path.read_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    cache.path.write_bytes(content)
    assert cache.load() == {}


@given(st.data())
def test_a_file_that_was_cut_off_is_not_loaded(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    cache = EmbeddingCache(tmp_path_factory.mktemp("cache") / "embeddings.bin", "model-1")
    cache.store(VECTORS)
    content = cache.path.read_bytes()
    cache.path.write_bytes(content[: data.draw(st.integers(0, len(content) - 1))])
    assert cache.load() == {}


def test_a_damaged_file_is_told_and_made_again(
    cache: EmbeddingCache, caplog: pytest.LogCaptureFixture
) -> None:
    cache.store(VECTORS)
    with cache.path.open("ab") as file:
        file.write(b"x")
    assert cache.load() == {}
    assert caplog.messages == [f"{cache.path} is damaged; it is made again"]
    cache.store(VECTORS)
    assert as_lists(cache.load()) == as_lists(VECTORS)


def test_no_folder_is_made_unless_it_may_be(tmp_path: Path) -> None:
    path = tmp_path / "data" / "embeddings.bin"
    EmbeddingCache(path, "model-1").store(VECTORS)
    assert not path.parent.exists()
    EmbeddingCache(path, "model-1", makes_folder=True).store(VECTORS)
    assert path.is_file()
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700  # the query log will be in it, too


def test_a_file_that_cannot_be_written_or_read_is_a_warning(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    cache = EmbeddingCache(tmp_path / "embeddings.bin", "model-1")
    cache.path.mkdir()  # where the file should be
    with caplog.at_level(logging.WARNING):
        cache.store(VECTORS)
        assert cache.load() == {}
    assert "cannot be written" in caplog.messages[0]
    assert "cannot be read" in caplog.messages[1]
    assert list(tmp_path.iterdir()) == [cache.path]

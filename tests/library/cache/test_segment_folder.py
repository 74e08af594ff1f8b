"""The folder of segments: what it gives is what it was given, or nothing."""

import os
import stat
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.library.cache.columns import NotUsableError
from bot.library.cache.manifest import KeptSegment, Manifest, Tombstones, digest_of
from bot.library.cache.segment_folder import SegmentFolder

DATA = b"columns of a segment"
NAME = digest_of(DATA)
LONG_AGO = 1_000_000_000


def numbers(*given: int) -> np.ndarray:
    return np.array(given, np.int32)


MANIFEST = Manifest(
    made_by="code",
    model="weights",
    segments=(
        KeptSegment(4, NAME, "b" * 64, None, Tombstones(numbers(1, 3), numbers(7), numbers(2))),
        KeptSegment(1, "c" * 64, "d" * 64, "e" * 64, Tombstones(numbers(), numbers(), numbers())),
    ),
    order=numbers(4, 0, 2),
    signatures=np.arange(15, dtype=np.int64).reshape(3, 5),
)


@pytest.fixture
def folder(tmp_path: Path) -> SegmentFolder:
    return SegmentFolder(tmp_path / "index", kept_seconds=0)


def listed(manifest: Manifest | None) -> list[object]:
    """Give all that a manifest has as what can be compared."""
    assert manifest is not None
    went = [one.tombstones for one in manifest.segments]
    return [
        (manifest.made_by, manifest.model, manifest.digests),
        [(one.size, one.articles, one.index, one.vectors) for one in manifest.segments],
        [(one.gone.tolist(), one.words.tolist(), one.counts.tolist()) for one in went],
        (manifest.order.tolist(), manifest.signatures.tolist()),
    ]


def test_the_last_manifest_that_was_published_is_given(folder: SegmentFolder) -> None:
    assert folder.manifest() is None
    folder.publish(replace(MANIFEST, made_by="other code"))
    folder.publish(MANIFEST)
    assert listed(folder.manifest()) == listed(MANIFEST)


def test_bytes_are_given_under_their_name(folder: SegmentFolder) -> None:
    folder.add(NAME, DATA)
    assert folder.read(NAME) == DATA
    with pytest.raises(FileNotFoundError):
        folder.read("0" * 64)


def test_bytes_of_another_name_are_not_given(folder: SegmentFolder) -> None:
    folder.add(NAME, b"forged")
    with pytest.raises(NotUsableError, match="damaged"):
        folder.read(NAME)


def test_no_name_leads_out_of_the_folder(folder: SegmentFolder, tmp_path: Path) -> None:
    folder.add(NAME, DATA)
    (tmp_path / "secret").write_bytes(DATA)
    with pytest.raises(NotUsableError):
        folder.read("../secret")


@given(st.data())
def test_a_manifest_with_any_byte_changed_or_cut_off_is_not_used(data: st.DataObject) -> None:
    content = bytearray(MANIFEST.to_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    if data.draw(st.booleans()):
        content[place] ^= data.draw(st.integers(1, 255))
    else:
        del content[place:]
    with pytest.raises(NotUsableError):
        Manifest.from_bytes(bytes(content))


def test_pruning_leaves_what_is_kept_and_what_others_have_put_there(folder: SegmentFolder) -> None:
    folder.add(NAME, DATA)
    folder.add(digest_of(b"old"), b"old")
    (folder.path / f"{digest_of(b'x')}.ab12.part").write_bytes(b"half")
    (folder.path / "note.txt").write_text("somebody else's")
    folder.publish(MANIFEST)
    folder.prune({NAME})
    assert {file.name for file in folder.path.iterdir()} == {NAME, "manifest", "note.txt"}
    folder.prune(())
    assert [file.name for file in folder.path.iterdir()] == ["note.txt"]


def test_pruning_leaves_what_was_added_or_renewed_a_short_while_ago(folder: SegmentFolder) -> None:
    added, renewed, old = (digest_of(data) for data in (b"added", b"renewed", b"old"))
    folder.add(added, b"added")
    for name, data in ((renewed, b"renewed"), (old, b"old")):
        folder.add(name, data)
        os.utime(folder.path / name, (LONG_AGO, LONG_AGO))
    assert folder.renew([renewed]) == frozenset()
    replace(folder, kept_seconds=60).prune([NAME])
    assert {file.name for file in folder.path.iterdir()} == {added, renewed}


def test_renewing_tells_what_is_gone(folder: SegmentFolder) -> None:
    assert folder.renew([NAME]) == {NAME}
    folder.add(NAME, DATA)
    assert folder.renew([NAME, digest_of(b"x")]) == {digest_of(b"x")}


@pytest.mark.skipif(os.name != "posix", reason="only there a mode says who may write")
def test_what_others_may_write_is_not_used(folder: SegmentFolder) -> None:
    folder.add(NAME, DATA)
    file = folder.path / NAME
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.chmod(0o666)
    with pytest.raises(NotUsableError, match="others may write it"):
        folder.read(NAME)
    file.chmod(0o600)
    folder.path.chmod(0o777)
    with pytest.raises(NotUsableError, match="others may write it"):
        folder.read(NAME)


def test_a_folder_is_made_only_where_there_is_a_place_for_it(tmp_path: Path) -> None:
    folder = SegmentFolder(tmp_path / "data" / "index")
    assert not folder.is_possible
    assert folder.manifest() is None
    made = replace(folder, makes_parents=True)
    assert made.is_possible
    made.add(NAME, DATA)
    assert stat.S_IMODE(made.path.parent.stat().st_mode) == 0o700  # the query log's, too
    assert folder.read(NAME) == DATA

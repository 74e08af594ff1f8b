import io
import stat
import struct
import zipfile
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.documents.problem import Problem
from bot.seed_editing.errors import SeedBankError
from bot.seed_editing.model import SeedText
from bot.seed_editing.unpacking import MAX_ENTRIES, unpack
from tests.seed_editing.conftest import BRIDGE, LIMITS, pack


def unpacked(data: bytes) -> dict[str, bytes | str]:
    """Return the text of each entry, or what is wrong with it."""
    return {
        one.name: one.data if isinstance(one, SeedText) else one.text
        for one in unpack(data, LIMITS)
    }


def flaw_of(data: bytes) -> str:
    (found,) = unpack(data, LIMITS)
    assert isinstance(found, Problem)
    return found.text


def with_entry(entry: zipfile.ZipInfo, data: bytes = BRIDGE) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(entry, data)
    return buffer.getvalue()


def test_the_seed_files_of_an_archive_are_read_also_in_folders() -> None:
    data = pack({"news/": b"", "news/bridge.txt": BRIDGE, "top.md": b"# Top\n\nText.\n"})
    assert unpacked(data) == {"news/bridge.txt": BRIDGE, "top.md": b"# Top\n\nText.\n"}


def test_hidden_files_are_passed_over() -> None:
    assert unpacked(pack({"__MACOSX/._a.txt": b"\0", ".DS_Store": b"\0", "a.txt": BRIDGE})) == {
        "a.txt": BRIDGE
    }


def test_names_in_utf_8_that_are_not_said_to_be_are_read() -> None:
    data = pack({"міст.txt": BRIDGE})
    unsaid = data.replace(struct.pack("<H", 0x800), struct.pack("<H", 0))
    assert unsaid != data
    assert unpacked(unsaid) == {"міст.txt": BRIDGE}


@pytest.mark.parametrize(
    "path", ["../a.txt", "news/../../a.txt", "/etc/a.txt", "C:\\a.txt", "..\\a.txt", "\\a.txt"]
)
def test_a_path_that_leads_out_is_refused(path: str) -> None:
    entry = zipfile.ZipInfo("placeholder")
    entry.filename = entry.orig_filename = path
    assert flaw_of(with_entry(entry)) == "has a path that leads outside the archive"


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_a_link_or_special_file_is_refused(kind: int) -> None:
    entry = zipfile.ZipInfo("a.txt")
    entry.external_attr = (kind | 0o777) << 16
    assert flaw_of(with_entry(entry, b"/etc/passwd")).startswith("is a link or another special")


def test_a_file_without_a_name_is_told() -> None:
    data = bytearray(pack({"a": BRIDGE}))
    entry = data.index(b"PK\x01\x02")
    data[entry + 28], data[entry + 32] = 0, 1  # its one character is now a comment
    assert flaw_of(bytes(data)).startswith("is not of a supported kind")


def test_what_is_not_named_as_a_seed_file_is_told() -> None:
    assert flaw_of(pack({"photo.png": b"\x89PNG"})).startswith("is not of a supported kind")


def test_an_encrypted_file_is_refused() -> None:
    data = bytearray(pack({"a.txt": BRIDGE}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert flaw_of(bytes(data)) == "is encrypted; pack it without a password"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_unusual_packing_is_refused(method: int) -> None:
    assert flaw_of(pack({"a.txt": BRIDGE}, method)).startswith("is packed in an unusual way")


def test_a_large_file_is_refused_unread() -> None:
    data = pack({"a.txt": b"x" * (LIMITS.file_bytes + 1), "b.txt": BRIDGE})
    found = unpacked(data)
    assert str(found["a.txt"]).startswith(
        "is larger than the limit: 10,001 bytes of at most 10,000"
    )
    assert found["b.txt"] == BRIDGE


def test_an_archive_that_is_too_large_unpacked_is_refused() -> None:
    data = pack({f"{n}.txt": b"x" * 9_000 for n in range(12)})
    assert len(data) < LIMITS.upload_bytes
    with pytest.raises(SeedBankError, match="108,000 bytes of at most 100,000"):
        list(unpack(data, LIMITS))


def test_a_zip_bomb_is_refused() -> None:
    large = type(LIMITS)(file_bytes=10**9, upload_bytes=10**9, files=10, trashed=5)
    data = pack({"a.txt": b"\0" * 20_000_000})
    with pytest.raises(SeedBankError, match="more than 100 times as large"):
        list(unpack(data, large))


def test_a_file_that_is_larger_than_it_says_gives_no_more_than_that() -> None:
    data = bytearray(pack({"a.txt": b"x" * 9_000}))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = data.index(signature) + offset
        data[start : start + 4] = struct.pack("<I", 10)
    assert flaw_of(bytes(data)) == "is damaged in the archive; pack it again"


def test_too_many_files_are_refused_before_they_are_counted_one_by_one() -> None:
    data = pack({f"{n}.txt": b"" for n in range(MAX_ENTRIES + 1)}, zipfile.ZIP_STORED)
    with pytest.raises(SeedBankError, match="more than 1,000 files"):
        list(unpack(data, LIMITS))


def test_a_damaged_file_is_told_and_the_others_are_read() -> None:
    data = pack({"a.txt": BRIDGE, "b.txt": b"Another.\n"}, zipfile.ZIP_STORED)
    found = unpacked(data.replace(BRIDGE, BRIDGE.upper()))
    assert found == {"a.txt": "is damaged in the archive; pack it again", "b.txt": b"Another.\n"}


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x03\x04 and nothing", b"%PDF-1.7", b"\0" * 99])
def test_what_is_no_archive_is_refused(data: bytes) -> None:
    with pytest.raises(SeedBankError, match="not a zip archive, or it is damaged"):
        list(unpack(data, LIMITS))


@given(st.data())
def test_an_archive_with_any_bytes_changed_is_read_or_refused(data: st.DataObject) -> None:
    packed = bytearray(pack({"a.txt": BRIDGE * 3, "news/b.md": b"Text.\n"}))
    for _ in range(data.draw(st.integers(1, 6))):
        position = data.draw(st.integers(0, len(packed) - 1))
        packed[position] = data.draw(st.integers(0, 255))
    try:
        found = list(unpack(bytes(packed), LIMITS))
    except SeedBankError:
        return
    assert all(isinstance(one, SeedText | Problem) for one in found)
    assert all(len(one.data) <= LIMITS.file_bytes for one in found if isinstance(one, SeedText))


@given(st.binary(max_size=500), st.integers(0, 3))
def test_any_packed_bytes_are_read_or_refused(payload: bytes, cut: int) -> None:
    entry = zipfile.ZipInfo("a.txt")
    entry.compress_type = zipfile.ZIP_DEFLATED
    whole = bytearray(with_entry(entry, b"x" * 500))
    start = whole.index(zlib.compress(b"x" * 500)[2:-4])
    whole[start : start + len(payload)] = payload
    with suppress(SeedBankError):
        assert list(unpack(bytes(whole[: len(whole) - cut]), LIMITS))

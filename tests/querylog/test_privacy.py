import errno
import os
import threading
from pathlib import Path

import pytest

from bot.config.model import Who
from bot.querylog.errors import QueryLogError
from bot.querylog.model import Place
from bot.querylog.privacy import KEY_BYTES, Privacy, label_asker, read_or_make_key

KEY = bytes(range(KEY_BYTES))
USER = 123456789012345678


def test_a_hash_is_the_same_for_the_same_person_and_key() -> None:
    assert label_asker(USER, Who.HASHED, KEY) == label_asker(USER, Who.HASHED, KEY)


def test_a_hash_keeps_its_value_from_release_to_release() -> None:
    assert label_asker(USER, Who.HASHED, KEY) == "h:8e1b575554155cec97d0487ef9eb36ef"


@pytest.mark.parametrize(
    ("user", "key"), [(USER + 1, KEY), (USER, KEY[::-1])], ids=["another person", "another key"]
)
def test_a_hash_differs_by_person_and_by_key(user: int, key: bytes) -> None:
    assert label_asker(user, Who.HASHED, key) != label_asker(USER, Who.HASHED, KEY)


def test_a_plain_label_is_the_id() -> None:
    assert label_asker(USER, Who.PLAIN, b"") == f"u:{USER}"


def test_nothing_is_kept_of_a_person_where_none_is_wanted() -> None:
    assert label_asker(USER, Who.NONE, b"") is None


@pytest.mark.parametrize("who", Who)
def test_nobody_has_no_label(who: Who) -> None:
    assert Privacy(who, KEY).asker(None) is None


@pytest.mark.parametrize(
    ("who", "guild", "kept"),
    [
        (Who.HASHED, 10, 20),
        (Who.HASHED, None, None),
        (Who.NONE, None, None),
        (Who.PLAIN, None, 20),
    ],
    ids=["in a guild", "hashed in a direct message", "none in one", "plain in one"],
)
def test_the_channel_of_a_direct_message_is_kept_only_where_people_are_named(
    who: Who, guild: int | None, kept: int | None
) -> None:
    assert Privacy(who, KEY).channel(Place("discord", guild, 20)) == kept


def test_a_key_is_made_once_and_read_again(tmp_path: Path) -> None:
    key = read_or_make_key(tmp_path / "key")
    assert len(key) == KEY_BYTES
    assert read_or_make_key(tmp_path / "key") == key


def test_two_keys_differ(tmp_path: Path) -> None:
    assert read_or_make_key(tmp_path / "a") != read_or_make_key(tmp_path / "b")


def test_a_key_is_only_its_owners_to_read(tmp_path: Path) -> None:
    read_or_make_key(tmp_path / "key")
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600


def test_making_a_key_leaves_nothing_else_behind(tmp_path: Path) -> None:
    read_or_make_key(tmp_path / "key")
    assert [file.name for file in tmp_path.iterdir()] == ["key"]


@pytest.fixture(params=["with hard links", "without"])
def _links(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system that has hard links, and one that has none."""

    def refuse(_path: Path, _target: Path) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    if request.param == "without":
        monkeypatch.setattr(Path, "hardlink_to", refuse)


@pytest.mark.usefixtures("_links")
def test_all_who_make_a_key_at_once_get_the_same(tmp_path: Path) -> None:
    barrier = threading.Barrier(8)
    keys = set[bytes]()

    def make() -> None:
        barrier.wait()
        keys.add(read_or_make_key(tmp_path / "key"))

    threads = [threading.Thread(target=make) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keys) == 1


@pytest.mark.parametrize(
    "content",
    [b"", b"00" * (KEY_BYTES - 1), b"no key", b"\xff" * KEY_BYTES],
    ids=["empty", "short", "not hexadecimal", "not ASCII"],
)
def test_a_file_that_holds_no_key_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "key"
    file.write_bytes(content)
    with pytest.raises(QueryLogError, match=r"key: it does not hold a key of 32 bytes.* Restore"):
        read_or_make_key(file)
    assert file.read_bytes() == content


def test_a_folder_in_the_keys_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "key").mkdir()
    with pytest.raises(QueryLogError, match="Is a directory"):
        read_or_make_key(tmp_path / "key")


@pytest.mark.parametrize("who", [Who.PLAIN, Who.NONE])
def test_no_key_is_made_where_none_is_needed(tmp_path: Path, who: Who) -> None:
    Privacy.load(tmp_path / "log.sqlite3", who)
    assert list(tmp_path.iterdir()) == []


def test_the_key_is_kept_beside_the_database(tmp_path: Path) -> None:
    Privacy.load(tmp_path / "log.sqlite3", Who.HASHED)
    assert (tmp_path / "log.sqlite3.key").is_file()

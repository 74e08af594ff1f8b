import errno
import itertools
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.articles.library import read_folder
from bot.seed_editing.errors import NamesTakenError, SeedBankError
from bot.seed_editing.model import Draft, Limits, SeedText, Trashed
from bot.seed_editing.placing import place, write_draft
from bot.seed_editing.planning import plan_upload
from bot.seed_editing.seed_service import list_files
from bot.seed_editing.storing import remove, restore, store
from bot.seed_editing.trash import keep_copy, list_trash, open_batch
from tests.seed_editing.conftest import BRIDGE, LIMITS, OUTSIDE, names_in, pack, seed_names

FERRY = b"The ferry stopped in May.\n"
HARBOUR = b"The harbour froze in January.\n"


def drafts(folder: Path, **files: bytes) -> tuple[Draft, ...]:
    packed = pack({f"{name}.txt": data for name, data in files.items()})
    plan = plan_upload(folder, SeedText("all.zip", packed), LIMITS)
    assert not plan.rejected
    return plan.new + plan.replacing


def removed(seeds: Path) -> list[str]:
    return [item.name for item in list_trash(seeds)]


def refuse(monkeypatch: pytest.MonkeyPatch, function: str, *, calls: range) -> None:
    """Let a function of the operating system fail, as on a full disk, at some of its calls."""
    real, count = getattr(os, function), itertools.count()

    def fail(*args: object, **options: object) -> object:
        if next(count) in calls:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(*args, **options)

    monkeypatch.setattr(os, function, fail)


def test_new_files_are_written_and_nothing_else(seeds: Path) -> None:
    store(seeds, drafts(seeds, ferry=FERRY, harbour=HARBOUR), LIMITS, replace=False)
    assert names_in(seeds) == ["bridge.txt", "ferry.txt", "harbour.txt"]
    assert (seeds / "ferry.txt").read_bytes() == FERRY


def test_nothing_is_overwritten_without_being_told_to(seeds: Path) -> None:
    with pytest.raises(NamesTakenError, match=r"bridge\.txt"):
        store(seeds, drafts(seeds, ferry=FERRY, bridge=FERRY), LIMITS, replace=False)
    assert names_in(seeds) == ["bridge.txt"]
    assert (seeds / "bridge.txt").read_bytes() == BRIDGE


def test_a_file_that_appeared_since_the_plan_is_not_overwritten(seeds: Path) -> None:
    planned = drafts(seeds, ferry=FERRY)
    (seeds / "Ferry.txt").write_bytes(HARBOUR)
    for replace in (False, True):
        with pytest.raises(NamesTakenError, match=r"Ferry\.txt"):
            store(seeds, planned, LIMITS, replace=replace)
    assert (seeds / "Ferry.txt").read_bytes() == HARBOUR


def test_what_is_replaced_can_be_restored(seeds: Path) -> None:
    store(seeds, drafts(seeds, bridge=FERRY), LIMITS, replace=True)
    assert (seeds / "bridge.txt").read_bytes() == FERRY
    (item,) = list_trash(seeds)
    assert (item.name, item.size) == ("bridge.txt", len(BRIDGE))
    remove(seeds, "bridge.txt", LIMITS)
    restore(seeds, item, LIMITS)
    assert (seeds / "bridge.txt").read_bytes() == BRIDGE


def test_a_file_of_a_folder_goes_to_the_trash_and_back(seeds: Path) -> None:
    (seeds / "2025").mkdir()
    (seeds / "2025" / "ferry.txt").write_bytes(FERRY)
    remove(seeds, "2025/ferry.txt", LIMITS)
    assert [article.name for article in read_folder(seeds).articles] == ["bridge.txt"]
    (seeds / "2025").rmdir()
    restore(seeds, list_trash(seeds)[0], LIMITS)
    assert (seeds / "2025" / "ferry.txt").read_bytes() == FERRY
    assert list_trash(seeds) == ()
    assert list((seeds / ".trash").iterdir()) == []


def test_a_restored_file_never_replaces_another(seeds: Path) -> None:
    remove(seeds, "bridge.txt", LIMITS)
    (seeds / "Bridge.txt").write_bytes(FERRY)
    with pytest.raises(NamesTakenError):
        restore(seeds, list_trash(seeds)[0], LIMITS)
    assert seed_names(seeds) == ["Bridge.txt"]


def test_what_is_no_longer_in_the_trash_cannot_be_restored(seeds: Path) -> None:
    remove(seeds, "bridge.txt", LIMITS)
    (item,) = list_trash(seeds)
    restore(seeds, item, LIMITS)
    with pytest.raises(SeedBankError, match="no longer in the trash"):
        restore(seeds, item, LIMITS)


@pytest.mark.parametrize("name", ["../outside.txt", "../../outside.txt", "/etc/x.txt", "a\0.txt"])
def test_nothing_outside_is_restored_over(seeds: Path, name: str) -> None:
    remove(seeds, "bridge.txt", LIMITS)
    item = list_trash(seeds)[0]
    with pytest.raises(SeedBankError):
        restore(seeds, Trashed(item.batch, name, item.size, item.removed), LIMITS)


@pytest.mark.parametrize(
    "name", ["../outside.txt", "missing.txt", "", ".", "notes", "link.txt", "out/outside.txt"]
)
def test_what_is_no_seed_file_of_the_folder_is_not_removed(seeds: Path, name: str) -> None:
    (seeds / "notes").write_bytes(b"x")
    (seeds / "link.txt").symlink_to("bridge.txt")
    (seeds / "out").symlink_to(seeds.parent)
    before = names_in(seeds)
    with pytest.raises(SeedBankError):
        remove(seeds, name, LIMITS)
    assert names_in(seeds) == before


def test_what_is_in_the_trash_is_not_removed_again(seeds: Path) -> None:
    remove(seeds, "bridge.txt", LIMITS)
    item = list_trash(seeds)[0]
    with pytest.raises(SeedBankError):
        remove(seeds, f".trash/{item.batch}/bridge.txt", LIMITS)


def test_a_trash_that_leads_elsewhere_is_not_used(seeds: Path) -> None:
    (seeds / ".trash").symlink_to(seeds.parent)
    with pytest.raises(SeedBankError, match="is not a folder"):
        remove(seeds, "bridge.txt", LIMITS)
    assert list_trash(seeds) == ()


def test_links_in_the_trash_are_passed_over(seeds: Path) -> None:
    batch = seeds / ".trash" / "20250322T101500.000000Z"
    batch.mkdir(parents=True)
    (batch / "out.txt").symlink_to(seeds.parent / "outside.txt")
    (batch / "folder").symlink_to(seeds.parent)
    assert list_trash(seeds) == ()
    remove(seeds, "bridge.txt", Limits(10_000, 100_000, 10, trashed=0))
    assert (seeds.parent / "outside.txt").read_bytes() == OUTSIDE


def test_the_trash_is_bounded_and_loses_its_oldest(seeds: Path) -> None:
    for number in range(8):
        (seeds / f"{number}.txt").write_bytes(FERRY)
        remove(seeds, f"{number}.txt", LIMITS)
    assert removed(seeds) == ["7.txt", "6.txt", "5.txt", "4.txt", "3.txt"]
    assert len(list((seeds / ".trash").iterdir())) == LIMITS.trashed


def test_without_a_trash_what_is_removed_is_deleted(seeds: Path) -> None:
    remove(seeds, "bridge.txt", Limits(10_000, 100_000, 10, trashed=0))
    assert names_in(seeds) == []


def test_the_folder_takes_no_more_than_its_limit(seeds: Path) -> None:
    for number in range(9):
        (seeds / f"{number}.txt").write_bytes(FERRY)
    with pytest.raises(SeedBankError, match="has 10 files, and the limit is 10"):
        store(seeds, drafts(seeds, ferry=FERRY), LIMITS, replace=False)
    store(seeds, drafts(seeds, bridge=HARBOUR), LIMITS, replace=True)
    remove(seeds, "1.txt", LIMITS)
    (seeds / "another.txt").write_bytes(FERRY)
    with pytest.raises(SeedBankError, match=r"seeds\.max_files"):
        restore(seeds, list_trash(seeds)[0], LIMITS)


@pytest.mark.parametrize(
    ("function", "call"), [("fsync", 0), ("fsync", 2), ("fsync", 3), ("replace", 0), ("replace", 1)]
)
def test_where_writing_fails_nothing_has_changed(
    seeds: Path, monkeypatch: pytest.MonkeyPatch, function: str, call: int
) -> None:
    (seeds / "ferry.txt").write_bytes(HARBOUR)
    planned = drafts(seeds, bridge=FERRY, ferry=FERRY, harbour=FERRY)
    refuse(monkeypatch, function, calls=range(call, call + 1))
    with pytest.raises(SeedBankError, match="No space left on device"):
        store(seeds, planned, LIMITS, replace=True)
    assert seed_names(seeds) == ["bridge.txt", "ferry.txt"]
    assert (seeds / "bridge.txt").read_bytes() == BRIDGE
    assert (seeds / "ferry.txt").read_bytes() == HARBOUR


def test_a_file_that_cannot_be_placed_leaves_nothing(
    seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for function in ("link", "rename"):
        refuse(monkeypatch, function, calls=range(9))
    with pytest.raises(SeedBankError, match="No space left on device"):
        store(seeds, drafts(seeds, ferry=FERRY), LIMITS, replace=False)
    assert names_in(seeds) == ["bridge.txt"]


def test_a_file_system_without_hard_links_will_do(
    seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(monkeypatch, "link", calls=range(9))
    store(seeds, drafts(seeds, bridge=FERRY, ferry=FERRY), LIMITS, replace=True)
    assert (seeds / "bridge.txt").read_bytes() == FERRY
    assert removed(seeds) == ["bridge.txt"]


@pytest.mark.parametrize("links", [True, False])
def test_a_file_is_never_placed_over_another(
    seeds: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    draft = write_draft(seeds, FERRY)
    refuse(monkeypatch, "link", calls=range(0 if links else 9))
    with pytest.raises(FileExistsError):
        place(draft, seeds / "bridge.txt")
    assert (seeds / "bridge.txt").read_bytes() == BRIDGE


def test_drafts_of_an_interrupted_process_are_deleted_when_they_are_old(seeds: Path) -> None:
    old, young = seeds / ".verbatim-1.new", seeds / ".verbatim-2.new"
    for path in (old, young):
        path.write_bytes(FERRY)
    os.utime(old, (0, 0))
    store(seeds, drafts(seeds, ferry=FERRY), LIMITS, replace=False)
    assert names_in(seeds) == [".verbatim-2.new", "bridge.txt", "ferry.txt"]


def test_a_draft_is_no_seed_to_the_reader(seeds: Path) -> None:
    write_draft(seeds, FERRY)
    assert [article.name for article in read_folder(seeds).articles] == ["bridge.txt"]


def test_files_are_listed_with_their_sizes(seeds: Path) -> None:
    (seeds / "dangling.txt").symlink_to("nothing.txt")
    (file,) = list_files(seeds)
    assert (file.name, file.size) == ("bridge.txt", len(BRIDGE))


def test_a_copy_for_the_trash_follows_no_link_that_a_file_was_swapped_for(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("The key is 7.\n", "utf-8")
    root = tmp_path / "seeds"
    root.mkdir()
    (root / "a.txt").symlink_to(secret)  # as if after the check
    copy = keep_copy(root, "a.txt", open_batch(root, datetime.now(UTC)))
    assert copy.is_symlink()
    assert list_trash(root) == ()

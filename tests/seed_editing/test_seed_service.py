import asyncio
from pathlib import Path

import pytest

from bot.library.live import LiveCorpus
from bot.seed_editing.errors import NamesTakenError, SeedBankError
from bot.seed_editing.model import Limits, SeedText
from bot.seed_editing.seed_service import SeedService

LIMITS = Limits(file_bytes=10_000, upload_bytes=100_000, files=10, trashed=5)
BRIDGE = b"The bridge opened in March.\n"
FERRY = SeedText("ferry.txt", b"The ferry stopped in May.\n")


@pytest.fixture
def librarian(tmp_path: Path) -> SeedService:
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "bridge.txt").write_bytes(BRIDGE)
    return SeedService(LiveCorpus.load(folder, LIMITS.file_bytes), LIMITS)


def loaded(librarian: SeedService) -> list[str]:
    return [article.name for article in librarian.live.corpus.articles]


async def test_what_is_added_is_live(librarian: SeedService) -> None:
    reload = await librarian.add((await librarian.plan(FERRY)).new)
    assert reload.changes.added == ("ferry.txt",)
    assert loaded(librarian) == ["bridge.txt", "ferry.txt"]


async def test_both_versions_can_be_kept(librarian: SeedService) -> None:
    plan = await librarian.plan(SeedText("bridge.txt", FERRY.data))
    assert (await librarian.add_beside(plan)).changes.added == ("bridge-2.txt",)


async def test_what_is_removed_is_gone_from_the_answers_and_comes_back(
    librarian: SeedService,
) -> None:
    await librarian.add((await librarian.plan(FERRY)).new)
    assert (await librarian.remove("bridge.txt")).changes.removed == ("bridge.txt",)
    assert loaded(librarian) == ["ferry.txt"]
    (item,) = await librarian.trash()
    assert (await librarian.restore(item)).changes.added == ("bridge.txt",)


async def test_the_last_article_stays(librarian: SeedService) -> None:
    with pytest.raises(SeedBankError, match="add another first"):
        await librarian.remove("bridge.txt")
    assert loaded(librarian) == ["bridge.txt"]


async def test_of_two_who_remove_the_last_two_articles_one_is_refused(
    librarian: SeedService,
) -> None:
    await librarian.add((await librarian.plan(FERRY)).new)
    results = await asyncio.gather(
        librarian.remove("bridge.txt"), librarian.remove("ferry.txt"), return_exceptions=True
    )
    assert [isinstance(result, SeedBankError) for result in results] == [False, True]


async def test_of_two_who_add_the_same_name_one_is_refused(librarian: SeedService) -> None:
    drafts = (await librarian.plan(FERRY)).new
    results = await asyncio.gather(
        librarian.add(drafts), librarian.add(drafts), return_exceptions=True
    )
    assert [isinstance(result, NamesTakenError) for result in results] == [False, True]


async def test_a_reload_waits_for_a_change_under_way(librarian: SeedService) -> None:
    drafts = (await librarian.plan(FERRY)).new
    added, reloaded = await asyncio.gather(librarian.add(drafts), librarian.live.reload())
    assert added.changes.added == ("ferry.txt",)
    assert reloaded.changes.added == ()


async def test_a_check_tells_what_a_reload_would_do_and_does_nothing(
    librarian: SeedService,
) -> None:
    (librarian.folder / "ferry.txt").write_bytes(FERRY.data)
    (librarian.folder / "bridge.txt").write_bytes(b"")
    before = librarian.live.corpus
    check = await librarian.check()
    assert check.changes.added == ("ferry.txt",)
    assert check.changes.kept == ("bridge.txt",)
    assert [problem.name for problem in check.library.rejected] == ["bridge.txt"]
    assert librarian.live.corpus is before


async def test_the_files_are_listed_as_they_lie_on_the_disk(librarian: SeedService) -> None:
    (librarian.folder / "empty.txt").write_bytes(b"")
    assert [file.name for file in await librarian.files()] == ["bridge.txt", "empty.txt"]

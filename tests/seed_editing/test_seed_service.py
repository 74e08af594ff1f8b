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
def seed_service(tmp_path: Path) -> SeedService:
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "bridge.txt").write_bytes(BRIDGE)
    return SeedService(LiveCorpus.load(folder, LIMITS.file_bytes), LIMITS)


def loaded(seed_service: SeedService) -> list[str]:
    return [article.name for article in seed_service.live.corpus.articles]


async def test_what_is_added_is_live(seed_service: SeedService) -> None:
    reload = await seed_service.add((await seed_service.plan(FERRY)).new)
    assert reload.changes.added == ("ferry.txt",)
    assert loaded(seed_service) == ["bridge.txt", "ferry.txt"]


async def test_both_versions_can_be_kept(seed_service: SeedService) -> None:
    plan = await seed_service.plan(SeedText("bridge.txt", FERRY.data))
    assert (await seed_service.add_beside(plan)).changes.added == ("bridge-2.txt",)


async def test_what_is_removed_is_gone_from_the_answers_and_comes_back(
    seed_service: SeedService,
) -> None:
    await seed_service.add((await seed_service.plan(FERRY)).new)
    assert (await seed_service.remove("bridge.txt")).changes.removed == ("bridge.txt",)
    assert loaded(seed_service) == ["ferry.txt"]
    (item,) = await seed_service.trash()
    assert (await seed_service.restore(item)).changes.added == ("bridge.txt",)


async def test_the_last_article_stays(seed_service: SeedService) -> None:
    with pytest.raises(SeedBankError, match="add another first"):
        await seed_service.remove("bridge.txt")
    assert loaded(seed_service) == ["bridge.txt"]


async def test_of_two_who_remove_the_last_two_articles_one_is_refused(
    seed_service: SeedService,
) -> None:
    await seed_service.add((await seed_service.plan(FERRY)).new)
    results = await asyncio.gather(
        seed_service.remove("bridge.txt"), seed_service.remove("ferry.txt"), return_exceptions=True
    )
    assert [isinstance(result, SeedBankError) for result in results] == [False, True]


async def test_of_two_who_add_the_same_name_one_is_refused(seed_service: SeedService) -> None:
    drafts = (await seed_service.plan(FERRY)).new
    results = await asyncio.gather(
        seed_service.add(drafts), seed_service.add(drafts), return_exceptions=True
    )
    assert [isinstance(result, NamesTakenError) for result in results] == [False, True]


async def test_a_reload_waits_for_a_change_under_way(seed_service: SeedService) -> None:
    drafts = (await seed_service.plan(FERRY)).new
    added, reloaded = await asyncio.gather(seed_service.add(drafts), seed_service.live.reload())
    assert added.changes.added == ("ferry.txt",)
    assert reloaded.changes.added == ()


async def test_a_check_tells_what_a_reload_would_do_and_does_nothing(
    seed_service: SeedService,
) -> None:
    (seed_service.folder / "ferry.txt").write_bytes(FERRY.data)
    (seed_service.folder / "bridge.txt").write_bytes(b"")
    before = seed_service.live.corpus
    check = await seed_service.check()
    assert check.changes.added == ("ferry.txt",)
    assert check.changes.kept == ("bridge.txt",)
    assert [problem.name for problem in check.library.rejected] == ["bridge.txt"]
    assert seed_service.live.corpus is before


async def test_the_files_are_listed_as_they_lie_on_the_disk(seed_service: SeedService) -> None:
    (seed_service.folder / "empty.txt").write_bytes(b"")
    assert [file.name for file in await seed_service.files()] == ["bridge.txt", "empty.txt"]

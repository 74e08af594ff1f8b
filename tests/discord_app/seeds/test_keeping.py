"""Removing, restoring, listing and checking."""

import os

from tests.discord_app.admins import labels, text_of
from tests.discord_app.conftest import BRIDGE
from tests.discord_app.seeds.conftest import BIRDS, CROWS, Desk


async def offered(desk: Desk, command: str, typed: str = "") -> list[dict[str, str]]:
    return await desk.admin.autocomplete(desk.world.channel, f"seeds {command}", "article", typed)


async def test_an_article_is_removed_after_a_confirmation(desk: Desk) -> None:
    (choice,) = await offered(desk, "remove", "the bridge")
    assert choice["name"] == "The bridge opens (bridge.txt)"
    asked = await desk.seeds_command("remove", article=choice["value"])
    assert "Remove this article?" in text_of(asked)
    assert "[The bridge opens](https://example.org/bridge)" in text_of(asked)
    assert labels(asked) == ["Remove", "Cancel"]
    assert desk.files() == ["bridge.txt", "orchard.txt"]
    await desk.press(asked, "Remove")
    assert "**Removed:** bridge.txt" in text_of(asked)
    assert labels(asked) == []
    assert desk.files() == ["orchard.txt"]
    assert desk.loaded() == ["orchard.txt"]


async def test_a_removal_can_be_cancelled(desk: Desk) -> None:
    asked = await desk.seeds_command("remove", article="bridge.txt")
    await desk.press(asked, "Cancel")
    assert text_of(asked) == "Nothing was changed."
    assert desk.files() == ["bridge.txt", "orchard.txt"]


async def test_an_article_can_be_named_by_its_title(desk: Desk) -> None:
    asked = await desk.seeds_command("remove", article="the bridge OPENS")
    assert "bridge.txt" in text_of(asked)


async def test_a_title_of_several_articles_removes_none(desk: Desk) -> None:
    (desk.seeds / "copy.txt").write_text("---\ntitle: The bridge opens\n---\nIt did.\n", "utf-8")
    await desk.world.reload()
    refused = await desk.seeds_command("remove", article="The bridge opens")
    assert text_of(refused).startswith("Several articles have that title.")


async def test_a_file_that_was_rejected_can_be_removed(desk: Desk) -> None:
    (desk.seeds / "bad.txt").write_bytes(b"")
    await desk.world.reload()
    (choice,) = await offered(desk, "remove", "bad")
    await desk.press(await desk.seeds_command("remove", article=choice["value"]), "Remove")
    assert desk.files() == ["bridge.txt", "orchard.txt"]


async def test_what_is_not_there_cannot_be_removed(desk: Desk) -> None:
    for name in ("nothing.txt", "../log.sqlite3", "/etc/passwd", "f:0"):
        result = await desk.seeds_command("remove", article=name)
        assert "I have no file with that name" in text_of(result)


async def test_a_file_that_is_gone_when_the_removal_is_confirmed_is_told(desk: Desk) -> None:
    asked = await desk.seeds_command("remove", article="bridge.txt")
    (desk.seeds / "bridge.txt").unlink()
    pressed = await desk.press(asked, "Remove")
    assert "cannot be removed from here" in text_of(pressed)
    assert labels(asked) == []


async def test_the_last_article_cannot_be_removed(desk: Desk) -> None:
    await desk.press(await desk.seeds_command("remove", article="bridge.txt"), "Remove")
    asked = await desk.seeds_command("remove", article="orchard.txt")
    assert "add another first" in text_of(await desk.press(asked, "Remove"))
    assert desk.loaded() == ["orchard.txt"]


async def test_without_a_trash_the_confirmation_says_so(desk: Desk) -> None:
    await desk.start(max_trashed=0)
    asked = await desk.seeds_command("remove", article="bridge.txt")
    assert "deleted for good" in text_of(asked)


async def test_a_removed_article_comes_back(desk: Desk) -> None:
    await desk.press(await desk.seeds_command("remove", article="bridge.txt"), "Remove")
    (choice,) = await offered(desk, "restore")
    assert choice["name"].startswith("bridge.txt (")
    restored = await desk.seeds_command("restore", article=choice["value"])
    assert "**Added:** bridge.txt" in text_of(restored)
    assert (desk.seeds / "bridge.txt").read_text("utf-8") == BRIDGE
    assert await offered(desk, "restore") == []


async def test_a_restored_article_replaces_none(desk: Desk) -> None:
    await desk.press(await desk.seeds_command("remove", article="bridge.txt"), "Remove")
    await desk.add(("bridge.txt", CROWS))
    restored = await desk.seeds_command("restore", article="bridge.txt")
    assert "The seeds folder now has a file with that name" in text_of(restored)
    assert (desk.seeds / "bridge.txt").read_bytes() == CROWS


async def test_a_name_is_shown_as_it_stands_also_where_something_failed(desk: Desk) -> None:
    name = "**x** <@1> _y_.txt"
    (desk.seeds / name).write_bytes(BIRDS)
    await desk.world.reload()
    await desk.press(await desk.seeds_command("remove", article=name), "Remove")
    (desk.seeds / name).write_bytes(CROWS)
    text = text_of(await desk.seeds_command("restore", article=name))
    assert r"\*\*x\*\* \<\@1\> \_y\_.txt" in text


async def test_what_is_not_in_the_trash_cannot_be_restored(desk: Desk) -> None:
    restored = await desk.seeds_command("restore", article="../log.sqlite3")
    assert "trash has no file with that name" in text_of(restored)


async def test_the_files_are_listed_with_what_was_made_of_them(desk: Desk) -> None:
    (desk.seeds / "bad.txt").write_bytes(b"---\n")
    await desk.world.reload()
    (desk.seeds / "birds.txt").write_bytes(BIRDS)
    os.utime(desk.seeds / "bridge.txt", (1_000_000_000, 1_000_000_000))
    text = text_of(await desk.seeds_command("list"))
    assert "4 files" in text
    assert "bad.txt · 1 kB · changed" in text
    assert "**Rejected:** bad.txt: has no sentence" in text
    assert "birds.txt · 1 kB · changed" in text
    assert "**Not loaded yet:** `/reload` loads it." in text
    assert "**[The bridge opens](https://example.org/bridge)**\nbridge.txt · 2 paragraphs" in text
    assert "<t:1000000000:R>" in text


async def test_a_long_list_comes_in_pages(desk: Desk) -> None:
    for number in range(30):
        (desk.seeds / f"{number:02}.txt").write_bytes(BIRDS)
    listed = await desk.seeds_command("list")
    assert "Page 1 of 4" in text_of(listed)
    await desk.press(listed, "Next")
    assert "Page 2 of 4" in text_of(listed)


async def test_the_trash_is_listed(desk: Desk) -> None:
    assert "There is nothing to list." in text_of(await desk.seeds_command("list", removed=True))
    await desk.press(await desk.seeds_command("remove", article="bridge.txt"), "Remove")
    assert "1 in the trash" in text_of(await desk.seeds_command("list"))
    text = text_of(await desk.seeds_command("list", removed=True))
    assert "**1.** bridge.txt\nremoved <t:" in text


async def test_a_check_tells_what_a_reload_would_do_and_does_not(desk: Desk) -> None:
    assert "Nothing would change." in text_of(await desk.seeds_command("check"))
    (desk.seeds / "birds.txt").write_bytes(b"---\ndate: soon\n---\n" + BIRDS)
    (desk.seeds / "orchard.txt").unlink()
    (desk.seeds / "bridge.txt").write_bytes(b"\xff")
    (desk.seeds / "draft.md").write_bytes(b"---\ndraft: true\n---\nIn June.")
    (desk.seeds / "guide.rst").write_bytes(b"Guide")
    text = text_of(await desk.seeds_command("check"))
    assert "A reload would load 2 articles" in text
    assert "**Added:** birds.txt" in text
    assert "**Removed:** orchard.txt" in text
    assert (
        "**Kept the previous version, because the new file could not be read:** bridge.txt" in text
    )
    assert "**Rejected:** bridge.txt, line 1: is not UTF-8" in text
    assert "**Not shown:** draft.md: is not shown: 'draft' is set" in text
    assert "**Skipped:** guide.rst: .rst files are not supported; " in text
    assert "**Note:** birds.txt, line 2: 'date' is ignored" in text
    assert desk.loaded() == ["bridge.txt", "orchard.txt"]


async def test_without_the_folder_each_command_says_so(desk: Desk) -> None:
    desk.seeds.rename(desk.seeds.with_name("elsewhere"))
    for name in ("list", "check"):
        assert "does not exist" in text_of(await desk.seeds_command(name))
    assert "No such file" in text_of(await desk.add(("birds.txt", BIRDS)))

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.discord_app.locales import Language, Languages
from bot.discord_app.ui import limits
from tests.discord_app import conftest
from tests.discord_app.admins import labels, only_told, text_of
from tests.discord_app.conftest import BRIDGE
from tests.discord_app.seeds.conftest import BIRDS, CROWS, Desk, pack

LANGUAGES = Languages.load()


async def test_an_uploaded_file_is_added_and_answers_at_once(desk: Desk) -> None:
    assert "**Added:** birds.txt" in text_of(await desk.add(("birds.txt", BIRDS)))
    assert (desk.seeds / "birds.txt").read_bytes() == BIRDS
    alice, channel = desk.world.alice, desk.world.channel
    answer = await alice.slash(channel, "ask", question="Where did starlings settle?")
    assert "A flock of starlings" in conftest.text_of(answer).replace("**", "")
    assert desk.loaded() == ["birds.txt", "bridge.txt", "orchard.txt"]


async def test_it_is_told_how_an_added_file_was_read_with_its_first_quote(desk: Desk) -> None:
    page = b"# Fares\n\n## Red line\n\n<!-- ask Ann -->\n\nIt costs *three* euros.\n"
    text = text_of(await desk.add(("fares.md", page)))
    assert "-# Markdown, UTF-8 · “Fares” · 1 section" in text
    assert "-# left out: comment (1)" in text
    assert "-# “It costs three euros.” (Red line)" in text


async def test_who_added_what_is_logged(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    await desk.add(("birds.txt", BIRDS))
    assert f"User {desk.admin.id} added articles" in caplog.messages


async def test_several_files_come_in_an_archive(desk: Desk) -> None:
    files = {"news/birds.txt": BIRDS, "crows.md": CROWS, "bad.txt": b"", "bridge.txt": b""}
    text = text_of(await desk.add(pack(files)))
    assert "**Added:** birds.txt" in text
    assert "**Added:** crows.md" in text
    assert "**Rejected:** bad.txt: is empty" in text
    assert "**Rejected:** bridge.txt: is empty" in text
    assert (desk.seeds / "bridge.txt").read_text("utf-8") == BRIDGE


async def test_a_file_that_is_no_article_is_told_with_the_reason(desk: Desk) -> None:
    text = text_of(await desk.add(("birds.txt", b"Text.\n\0")))
    assert "Nothing was added" in text
    assert "**Rejected:** birds.txt: is not a text file" in text
    assert desk.files() == ["bridge.txt", "orchard.txt"]


async def test_what_the_reader_ignores_of_a_new_article_is_told(desk: Desk) -> None:
    text = text_of(await desk.add(("birds.txt", b"---\nurl: evil\n---\n" + BIRDS)))
    assert "**Added:** birds.txt" in text
    assert "**Note:** birds.txt, line 2: 'url' is ignored" in text


async def test_an_upload_that_is_too_large_is_not_even_fetched(desk: Desk) -> None:
    await desk.start(max_upload_bytes=100)
    refused = await desk.add(("birds.txt", b"x" * 101))
    assert "101 bytes of at most 100" in text_of(refused)
    assert refused.followups == []  # nothing was deferred, as it is before a file is fetched


@pytest.mark.parametrize("name", ["photo.png", "articles.tar.gz", "birds"])
async def test_another_kind_of_file_is_refused_by_its_name(desk: Desk, name: str) -> None:
    assert "cannot be uploaded" in text_of(await desk.add((name, BIRDS)))


async def test_the_content_counts_and_not_what_a_file_is_called(desk: Desk) -> None:
    _, archive = pack({"birds.txt": BIRDS})
    assert "another zip archive, not text" in text_of(await desk.add(("birds.txt", archive)))
    assert "not a zip archive" in text_of(await desk.add(("birds.zip", BIRDS)))


async def test_nothing_is_replaced_without_a_confirmation(desk: Desk) -> None:
    asked = await desk.add(("BRIDGE.txt", CROWS))
    assert "**Will be replaced:** bridge.txt" in text_of(asked)
    assert labels(asked) == ["Replace", "Keep both", "Cancel"]
    assert (desk.seeds / "bridge.txt").read_text("utf-8") == BRIDGE


async def test_a_confirmed_replacement_is_live_and_can_be_undone(desk: Desk) -> None:
    asked = await desk.add(("bridge.txt", CROWS))
    await desk.press(asked, "Replace")
    assert "**Changed:** bridge.txt" in text_of(asked)
    assert labels(asked) == []
    assert (desk.seeds / "bridge.txt").read_bytes() == CROWS
    assert desk.files() == ["bridge.txt", "orchard.txt"]
    assert "bridge.txt" in text_of(await desk.seeds_command("list", removed=True))


async def test_both_can_be_kept(desk: Desk) -> None:
    asked = await desk.add(pack({"bridge.txt": CROWS, "birds.txt": BIRDS}))
    assert "**New:** birds.txt" in text_of(asked)
    await desk.press(asked, "Keep both")
    assert desk.files() == ["birds.txt", "bridge-2.txt", "bridge.txt", "orchard.txt"]
    assert (desk.seeds / "bridge.txt").read_text("utf-8") == BRIDGE


async def test_a_cancelled_replacement_changes_nothing(desk: Desk) -> None:
    asked = await desk.add(("bridge.txt", CROWS))
    await desk.press(asked, "Cancel")
    assert text_of(asked) == "Nothing was changed."
    assert (desk.seeds / "bridge.txt").read_text("utf-8") == BRIDGE


async def test_after_three_minutes_the_buttons_are_gone(desk: Desk) -> None:
    asked = await desk.add(("bridge.txt", CROWS))
    await desk.env.advance_time(181)
    assert labels(asked) == []
    assert (desk.seeds / "bridge.txt").read_text("utf-8") == BRIDGE


async def test_the_same_file_again_is_told(desk: Desk) -> None:
    text = text_of(await desk.add(("bridge.txt", BRIDGE.encode())))
    assert "**Already there:** bridge.txt" in text


async def test_of_two_admins_the_second_does_not_replace_what_the_first_added(desk: Desk) -> None:
    asked = await desk.add(pack({"bridge.txt": CROWS, "birds.txt": BIRDS}))
    (desk.seeds / "birds.txt").write_bytes(CROWS)
    pressed = await desk.press(asked, "Keep both")
    assert "The seeds folder now has a file with that name: birds.txt" in text_of(pressed)
    assert (desk.seeds / "birds.txt").read_bytes() == CROWS


async def test_a_full_folder_takes_no_more(desk: Desk) -> None:
    await desk.start(max_files=2)
    assert "the limit is 2" in text_of(await desk.add(("birds.txt", BIRDS)))


async def test_pasted_text_becomes_a_seed_file(desk: Desk) -> None:
    text = text_of(
        await desk.fill_in(
            await desk.add(),
            title="Birds: a [story]",
            address="https://example.org/birds",
            publisher="The Courier",
            date="2025-03-22",
            text=BIRDS.decode(),
        )
    )
    assert "**Added:** birds-a-story.txt" in text
    (article, *_) = desk.world.live.corpus.articles
    assert article.title == "Birds: a [story]"
    assert article.url == "https://example.org/birds"
    assert article.published is not None


async def test_a_form_that_is_wrong_can_be_corrected_without_typing_it_again(desk: Desk) -> None:
    form = await desk.add()
    wrong = await desk.fill_in(form, title="Birds", address="javascript:x", text=BIRDS.decode())
    assert "has an address that does not begin with http" in text_of(wrong)
    assert desk.files() == ["bridge.txt", "orchard.txt"]
    assert (await desk.press(wrong, "Fix it")).modal is not None
    again = await desk.press(wrong, "Fix it")  # the first form was closed unsent
    assert again.modal is not None
    filled = [one["component"].get("value") for one in again.modal["components"]]
    assert filled == ["Birds", "javascript:x", None, None, BIRDS.decode()]
    right = await desk.fill_in(again, title="Birds", text=BIRDS.decode())
    assert "**Added:** birds.txt" in text_of(right)


async def test_after_a_form_was_closed_unsent_the_buttons_go_in_time_too(desk: Desk) -> None:
    wrong = await desk.fill_in(await desk.add(), title="Birds", address="x", text=BIRDS.decode())
    await desk.press(wrong, "Fix it")
    await desk.env.advance_time(181)
    assert labels(wrong) == []


async def test_a_form_of_a_taken_title_asks_first(desk: Desk) -> None:
    form = await desk.add()
    assert "**Will be replaced:** bridge.txt" in text_of(
        await desk.fill_in(form, title="Bridge", text=BIRDS.decode())
    )


async def test_hostile_names_and_titles_neither_ping_nor_format(desk: Desk) -> None:
    files = {"@everyone **x** [a](b).txt": b"", "<@1>.txt": b""}
    text = text_of(await desk.add(pack(files)))
    assert r"**Rejected:** \@everyone -x- \[a\](b).txt: is empty" in text
    assert r"**Rejected:** \@1.txt: is empty" in text


async def test_a_bomb_is_refused_and_the_bot_lives(desk: Desk) -> None:
    text = text_of(await desk.add(pack({f"{n}.txt": b"\0" * 1_000_000 for n in range(40)})))
    assert "larger than the limit: 40,000,000 bytes of at most 33,554,432" in text


async def test_an_archive_of_ways_out_adds_nothing_outside(desk: Desk) -> None:
    files = {"../../out.txt": BIRDS, "/tmp/out.txt": BIRDS, "C:\\out.txt": BIRDS}  # noqa: S108
    text = text_of(await desk.add(pack(files)))
    assert text.count("has a path that leads outside the archive") == 3
    assert desk.files() == ["bridge.txt", "orchard.txt"]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.binary(max_size=200), min_size=1, max_size=25), st.data())
async def test_any_bytes_are_added_or_rejected(
    desk: Desk, contents: list[bytes], data: st.DataObject
) -> None:
    around = {path.name for path in desk.world.folder.iterdir()}
    name, archive = pack({f"{number}.txt": one for number, one in enumerate(contents)})
    cut = data.draw(st.integers(0, len(archive)) | st.just(len(archive)))
    upload = data.draw(st.sampled_from([(name, archive[:cut]), ("one.md", contents[0])]))
    assert text_of(await desk.add(upload))
    assert only_told(desk.env.errors)
    assert {path.name for path in desk.world.folder.iterdir()} == around


@pytest.mark.parametrize("language", LANGUAGES.by_code.values(), ids=lambda one: one.code)
def test_discord_takes_the_form_and_the_buttons(language: Language) -> None:
    fields = ("title", "headline", "url", "publisher", "published", "text")
    assert all(len(language.say(f"seeds.form.{one}")) <= limits.INPUT_LABEL for one in fields)
    buttons = ("replace", "keep_both", "remove", "correct", "cancel")
    assert all(len(language.say(f"seeds.{one}")) <= limits.BUTTON_LABEL for one in buttons)

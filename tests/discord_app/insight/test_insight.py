import codecs
import csv
import io
import logging
import re
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import closing

import pytest
from simcord import InteractionResult

from bot.discord_app.gateway.client import create_bot
from bot.querylog.model import Vote
from bot.querylog.recorder import Recorder
from bot.querylog.sqlite.store import SqliteStore
from tests.discord_app.admins import AdminDesk, buttons, is_refused, labels, only_told, text_of
from tests.discord_app.clients import change_interactions
from tests.discord_app.conftest import World, config_for
from tests.querylog.conftest import read_log

ANSWERED, UNANSWERED = "What did the bridge cost?", "Who is the goalkeeper?"


class Desk(AdminDesk):
    """A world in which admins look at what is asked."""

    async def ask(self, *questions: str) -> None:
        for question in questions:
            await self.world.alice.slash(self.world.channel, "ask", question=question)

    async def insight(self, **options: object) -> InteractionResult:
        return await self.admin.slash(self.world.channel, "insight", **options)

    async def unanswered(self) -> InteractionResult:
        """Look at the list of unanswered questions."""
        result = await self.insight()
        await self.press(result, next(one for one in labels(result) if "without" in one))
        return result

    async def mark(self, result: InteractionResult, *numbers: int) -> None:
        """Mark the questions of some lines of the list as dealt with."""
        assert result.response is not None
        options = menu(result)["options"]
        await self.admin.select(result.response, [options[number]["value"] for number in numbers])


def menu(result: InteractionResult) -> dict[str, list[dict[str, str]]]:
    (found,) = [one for one in buttons(result) if "options" in one]
    return found


@pytest.fixture
async def desk(world: World) -> AsyncIterator[Desk]:
    """A desk where an admin is at work; no command may fail but with a reason for people."""
    desk = Desk(world)
    await desk.configure()
    yield desk
    assert only_told(desk.env.errors)


async def test_an_admin_sees_how_much_was_asked_and_answered(desk: Desk) -> None:
    await desk.ask(ANSWERED, ANSWERED, UNANSWERED)
    text = text_of(await desk.insight())
    assert text.startswith("The last 7 days\n")
    assert "Questions: 3\nAnswered: 67%\nHelpful: no votes yet\n" in text
    assert re.search(r"^Median time: \d+ ms\nSlowest answer: \d+ ms$", text, re.MULTILINE)
    assert "Most quoted: [The bridge opens](https://example.org/bridge) · 2 answers" in text


async def test_votes_are_told_as_a_share(desk: Desk, log: Recorder) -> None:
    await desk.ask(ANSWERED)
    await desk.env.settle()
    (query,) = read_log(SqliteStore(desk.world.folder / "log.sqlite3"))
    for voter, is_helpful in ((1, True), (2, True), (3, False)):
        await log.vote(Vote(query.key, voter, is_helpful, query.asked_at))
    assert "Helpful: 67% of 3 votes" in text_of(await desk.insight())


async def test_before_anybody_has_asked_it_says_so(desk: Desk) -> None:
    result = await desk.insight()
    assert "Nobody asked anything in this period." in text_of(result)
    assert labels(result)[-1] == "0 topics without an answer"


async def test_a_chart_shows_the_days(desk: Desk) -> None:
    await desk.ask(ANSWERED)
    result = await desk.insight()
    assert result.response is not None
    (attachment,) = result.response.attachments
    assert result.response.embeds[0].image.url == f"attachment://{attachment.filename}"
    assert (await attachment.read()).startswith(b"\x89PNG")


async def test_without_the_extra_characters_show_the_days(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "PIL", None)  # as if it were not installed
    await desk.configure()
    await desk.ask(ANSWERED)
    result = await desk.insight()
    assert result.response is not None
    assert result.response.attachments == []
    assert set(result.response.embeds[0].description or "") <= set("`▁▂▃▄▅▆▇█")


async def test_thirty_days_can_be_chosen_at_once_or_by_a_button(desk: Desk) -> None:
    assert text_of(await desk.insight(days=30)).startswith("The last 30 days")
    result = await desk.insight()
    await desk.press(result, "30 days")
    assert text_of(result).startswith("The last 30 days")


async def test_older_questions_do_not_count(desk: Desk) -> None:
    await desk.ask(ANSWERED)
    await desk.env.settle()
    with closing(sqlite3.connect(desk.world.folder / "log.sqlite3")) as log, log:
        log.execute("UPDATE queries SET asked_at = '2025-12-20T12:00:00.000Z'")
    assert "Nobody asked anything" in text_of(await desk.insight(days=7))
    assert "Questions: 1" in text_of(await desk.insight(days=30))  # it is 1 January 2026


async def test_a_server_sees_nothing_of_what_is_asked_elsewhere(desk: Desk) -> None:
    await desk.world.alice.user.slash("ask", question=UNANSWERED)
    result = await desk.insight()
    assert "Nobody asked anything" in text_of(result)
    assert "Questions in this server" in text_of(result)


async def test_who_runs_the_bot_sees_everything_in_a_direct_message(desk: Desk) -> None:
    await desk.world.configure({"admins": {"users": [desk.world.alice.id]}})
    await desk.ask(ANSWERED)
    await desk.world.alice.user.slash("ask", question=UNANSWERED)
    text = text_of(await desk.world.alice.user.slash("insight"))
    assert "Questions: 2" in text
    assert "Questions from everywhere" in text


async def test_a_member_to_whom_the_server_opened_the_command_is_refused(desk: Desk) -> None:
    await desk.open_to_all()
    assert is_refused(await desk.world.alice.slash(desk.world.channel, "insight"))


async def test_in_a_direct_message_others_are_refused(desk: Desk) -> None:
    assert is_refused(await desk.world.alice.user.slash("insight"))
    assert is_refused(await desk.admin.user.slash("insight"))


async def test_where_no_log_is_kept_it_says_why_there_is_nothing(desk: Desk) -> None:
    config = config_for(desk.world.folder, discord={"admins": {"roles": [desk.role.id]}})
    bot = create_bot(config=config, live=desk.world.live, log=Recorder())
    await desk.env.restart_bot(bot)
    assert "`log.enabled` is false" in text_of(await desk.insight())


async def test_similar_unanswered_questions_are_one_line_the_most_asked_first(desk: Desk) -> None:
    await desk.ask("Where is Sicily?", UNANSWERED, ANSWERED, "Who was the goalkeeper?")
    result = await desk.unanswered()
    lines = text_of(result).split("\n")
    assert lines[0] == "Unanswered in the last 7 days"
    assert [line.split(" · ")[0] for line in lines[1:]] == [
        "**2×** Who was the goalkeeper?",
        "**1×** Where is Sicily?",
    ]


async def test_the_list_leads_back_to_the_figures(desk: Desk) -> None:
    await desk.ask(UNANSWERED)
    result = await desk.unanswered()
    assert result.response is not None
    assert result.response.attachments == []
    await desk.press(result, "Figures")
    assert text_of(result).startswith("The last 7 days")
    assert len(result.response.attachments) == 1


async def test_what_was_dealt_with_vanishes_until_it_is_asked_again(desk: Desk) -> None:
    await desk.ask("Where is Sicily?", UNANSWERED, "Who was the goalkeeper?")
    result = await desk.unanswered()
    await desk.mark(result, 0)
    assert "goalkeeper" not in text_of(result)
    assert "Sicily" in text_of(await desk.unanswered())
    await desk.ask(UNANSWERED)
    assert "**1×** Who is the goalkeeper?" in text_of(await desk.unanswered())


async def test_several_can_be_marked_at_once(desk: Desk) -> None:
    await desk.ask("Where is Sicily?", UNANSWERED)
    result = await desk.unanswered()
    await desk.mark(result, 0, 1)
    assert text_of(result).endswith("Every question was answered or marked as done.")
    assert labels(result) == ["Figures"]


async def test_a_marked_question_stays_marked_after_a_restart(desk: Desk) -> None:
    await desk.ask(UNANSWERED)
    await desk.mark(await desk.unanswered(), 0)
    await desk.configure()
    assert "Every question was answered" in text_of(await desk.unanswered())


async def test_a_long_list_has_pages(desk: Desk) -> None:
    names = ["Ann", "Bob", "Carol", "Dave", "Eve", "Frank", "Grace", "Heidi", "Ivan", "Judy"]
    await desk.ask(*(f"Who is {name}?" for name in names))
    result = await desk.unanswered()
    assert text_of(result).endswith("Page 1 of 2")
    await desk.press(result, "Next")
    assert text_of(result).endswith("Page 2 of 2")
    assert len(menu(result)["options"]) == 2
    await desk.mark(result, 0, 1)  # then there is no such page any more
    assert len(menu(result)["options"]) == 8
    assert "Page" not in text_of(result)


async def test_the_list_can_be_had_as_csv(desk: Desk) -> None:
    await desk.ask("=cmd|calc?", UNANSWERED, UNANSWERED)
    pressed = await desk.press(await desk.unanswered(), "Export as CSV")
    assert text_of(pressed) == "2 topics, for a spreadsheet."
    assert pressed.response is not None
    (attachment,) = pressed.response.attachments
    assert attachment.filename == "unanswered-2026-01-01.csv"
    data = await attachment.read()
    assert data.startswith(codecs.BOM_UTF8)  # by which spreadsheets know the encoding
    table = data.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [(row["times"], row["question"]) for row in rows] == [
        ("2", UNANSWERED),
        ("1", "'=cmd|calc?"),
    ]


async def test_a_question_pings_nobody_and_is_no_markdown(desk: Desk) -> None:
    await desk.ask("**Who** painted the [fresco](https://example.org) @everyone?")
    assert r"**1×** \*\*Who\*\* painted the \[fresco\]" in text_of(await desk.unanswered())


async def test_who_is_no_longer_an_admin_cannot_go_on(desk: Desk) -> None:
    await desk.ask(UNANSWERED)
    result = await desk.unanswered()
    desk.dismiss(desk.admin)
    assert is_refused(await desk.press(result, "Export as CSV"))


async def test_another_admin_cannot_press_the_buttons(desk: Desk) -> None:
    result = await desk.insight()
    pressed = await desk.forge_press(desk.add_admin("bob"), result, "30 days")
    assert "to get your own" in text_of(pressed)
    assert text_of(result).startswith("The last 7 days")


async def test_a_forged_choice_marks_nothing(desk: Desk) -> None:
    await desk.world.alice.user.slash("ask", question="Where is Sicily?")
    await desk.ask(UNANSWERED)
    result = await desk.unanswered()
    elsewhere = read_log(SqliteStore(desk.world.folder / "log.sqlite3"))[0]
    (select,) = [one for one in buttons(result) if "options" in one]
    data = {"custom_id": select["custom_id"], "component_type": 3, "values": [elsewhere.key]}
    await desk.forge(desk.admin, result, data)
    with closing(sqlite3.connect(desk.world.folder / "log.sqlite3")) as log:
        assert log.execute("SELECT count(*) FROM dealt_with").fetchone() == (0,)


async def test_after_ten_minutes_the_buttons_are_gone(desk: Desk) -> None:
    result = await desk.insight()
    await desk.env.advance_time(601)
    assert buttons(result) == []


async def test_a_mark_is_told_to_the_log_of_events(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot")
    await desk.ask(UNANSWERED, UNANSWERED)
    await desk.mark(await desk.unanswered(), 0)
    assert f"User {desk.admin.id} marked questions as done: 2" in caplog.messages


async def test_it_speaks_the_language_of_the_admin(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.ask(ANSWERED)
    change_interactions(monkeypatch, locale="uk")
    assert "Запитань: 1" in text_of(await desk.insight())

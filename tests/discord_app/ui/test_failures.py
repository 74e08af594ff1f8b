import re
from pathlib import Path

import pytest
from simcord import InteractionResult

from bot.common.errors import VerbatimError
from bot.discord_app.ask.answer_service import AnswerService
from bot.service.answer_queue import AnswerQueue, BusyError
from tests.discord_app.conftest import World

pytestmark = pytest.mark.simcord(check_errors=False)

FRIENDLY = re.compile(r"Sorry, something went wrong\. .* reference `([0-9a-f]{8})`\.")


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("the secret cause")

    monkeypatch.setattr(AnswerService, "answer", fail)


async def ask(world: World) -> InteractionResult:
    return await world.alice.slash(world.channel, "ask", question="When did the bridge open?")


def told(result: InteractionResult) -> list[tuple[str, bool]]:
    """Return what anybody was told, and whether only the asker sees it."""
    messages = [result.response, *result.followups]
    return [(one.content, one.ephemeral) for one in messages if one is not None]


@pytest.mark.usefixtures("broken")
async def test_a_defect_reaches_people_as_one_friendly_sentence_with_a_reference(
    world: World,
) -> None:
    ((text, _),) = told(await ask(world))
    assert FRIENDLY.fullmatch(text)


@pytest.mark.usefixtures("broken")
async def test_only_the_asker_sees_it_although_the_answer_would_have_been_public(
    world: World,
) -> None:
    ((_, is_ephemeral),) = told(await ask(world))
    assert is_ephemeral
    assert world.replies() == []


@pytest.mark.usefixtures("broken")
async def test_the_log_has_the_trace_under_the_same_reference(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    ((text, _),) = told(await ask(world))
    match = FRIENDLY.fullmatch(text)
    assert match is not None
    (record,) = [one for one in caplog.records if match[1] in one.getMessage()]
    assert record.getMessage().startswith("/ask failed")
    assert record.__dict__["reference"] == match[1]
    assert record.exc_info is not None
    assert "the secret cause" in str(record.exc_info[1])


@pytest.mark.usefixtures("broken")
async def test_a_defect_behind_a_message_is_told_in_the_reply(world: World) -> None:
    await world.alice.send(world.channel, f"{world.mention} when did the bridge open?")
    (reply,) = world.replies()
    assert FRIENDLY.fullmatch(reply.content)


async def test_an_error_that_people_can_mend_is_shown_as_it_is(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_args: object, **_kwargs: object) -> None:
        raise VerbatimError("The seeds folder is gone; make it again.")

    monkeypatch.setattr(AnswerService, "answer", fail)
    assert told(await ask(world)) == [("The seeds folder is gone; make it again.", True)]


async def test_a_seeds_folder_that_is_gone_is_told_to_the_admin(world: World) -> None:
    await world.configure({"admins": {"users": [world.alice.id]}})
    (world.folder / "seeds").rename(Path(world.folder / "elsewhere"))
    ((text, is_ephemeral),) = told(await world.alice.user.slash("reload"))
    assert "seeds" in text
    assert not FRIENDLY.fullmatch(text)
    assert is_ephemeral


async def test_an_interaction_that_came_too_late_leaves_no_trace(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.env.inject_error(
        "POST", "/interactions/*", status=404, code=10062, message="Unknown interaction"
    )
    await ask(world)
    (record,) = [one for one in caplog.records if one.name == "bot.discord_app.ui.failures"]
    assert "too late" in record.getMessage()
    assert record.exc_info is None


async def test_a_button_that_fails_is_reported_as_well(world: World) -> None:
    for number in range(10):
        world.seed(f"{number}.txt", f"Text of article {number}.\n")
    await world.reload()
    result = await world.alice.slash(world.channel, "sources")
    assert result.response is not None
    world.env.inject_error("POST", "/interactions/*", status=500)
    failed = await world.alice.click(result.response, label="Next")
    ((text, is_ephemeral),) = told(failed)
    assert FRIENDLY.fullmatch(text)
    assert is_ephemeral


async def test_a_command_that_discord_still_knows_and_we_no_longer_is_explained(
    world: World,
) -> None:
    world.bot.tree.remove_command("ask")
    ((text, is_ephemeral),) = told(await ask(world))
    assert text == "This command has changed. Please try again in a minute."
    assert is_ephemeral


@pytest.mark.parametrize("is_busy", [False, True])
async def test_a_question_that_came_too_late_is_logged_unless_others_would_wait_for_that(
    world: World, monkeypatch: pytest.MonkeyPatch, *, is_busy: bool
) -> None:
    monkeypatch.setattr(AnswerQueue, "is_busy", is_busy)
    world.env.inject_error(
        "POST", "/interactions/*", status=404, code=10062, message="Unknown interaction"
    )
    await ask(world)
    assert len(await world.logged()) == (0 if is_busy else 1)


async def test_who_is_refused_since_too_much_is_asked_gets_one_response_and_no_deferral(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_queue: AnswerQueue) -> None:
        raise BusyError

    monkeypatch.setattr(AnswerQueue, "arriving", refuse)
    result = await ask(world)
    assert not result.deferred
    ((text, is_ephemeral),) = told(result)
    assert text == "I am getting too many questions at once. Please ask again in a minute."
    assert is_ephemeral

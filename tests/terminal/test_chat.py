from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.config import Config
from bot.library.live import LiveCorpus
from bot.terminal.answer_service import TerminalAnswers, open_answer_service
from bot.terminal.chat import Chat
from bot.terminal.style import Style

BRIDGE = "---\ntitle: The bridge\n---\nThe bridge cost nine million euros.\n"
COST = "What did the bridge cost?"


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "bridge.txt").write_text(BRIDGE + "\nRelated:\n- Old headline\n")
    return folder


@pytest.fixture
def service(seeds: Path) -> Iterator[TerminalAnswers]:
    config = Config.model_validate({"log": {"enabled": False}})
    with open_answer_service(config, LiveCorpus.load(seeds, 1_048_576)) as service:
        yield service


def test_a_reload_tells_what_changed_and_what_was_rejected(
    service: TerminalAnswers, seeds: Path
) -> None:
    (seeds / "harbour.txt").write_text("The harbour froze in January.\n")
    (seeds / "empty.txt").write_text("")
    (reply,) = Chat(service, Style()).replies(["/reload"])
    first, *rest = reply.splitlines()
    assert first.startswith("2 articles loaded in ")
    assert rest[0] == "Added harbour.txt"
    assert rest[1].startswith("Rejected empty.txt")


def test_a_reload_without_changes_says_so(service: TerminalAnswers) -> None:
    (reply,) = Chat(service, Style()).replies(["/reload"])
    assert reply.endswith("\nNothing changed.")


def test_what_was_reloaded_answers_the_next_question(service: TerminalAnswers, seeds: Path) -> None:
    def lines() -> Iterator[str]:
        yield COST
        (seeds / "bridge.txt").write_text(BRIDGE.replace("nine", "ten"))
        yield "/reload"
        yield COST
        yield "/related"

    before, reload, after, related = Chat(service, Style()).replies(lines())
    assert before.startswith("The bridge cost nine million euros.")
    assert "Changed bridge.txt" in reload
    assert after.startswith("The bridge cost ten million euros.")
    assert related == "There are no related stories."


def test_related_shows_the_article_as_it_is_now(service: TerminalAnswers, seeds: Path) -> None:
    def lines() -> Iterator[str]:
        yield COST
        (seeds / "bridge.txt").write_text(BRIDGE + "\nRelated:\n- New headline\n")
        yield "/reload"
        yield "/related"

    assert list(Chat(service, Style()).replies(lines()))[-1] == "The bridge\n- New headline"


def test_a_reload_that_fails_is_told_and_answers_go_on(
    service: TerminalAnswers, seeds: Path
) -> None:
    seeds.rename(seeds.with_name("elsewhere"))
    failed, answered = Chat(service, Style()).replies(["/reload", COST])
    assert str(seeds) in failed
    assert answered.startswith("The bridge cost nine million euros.")


def test_without_articles_there_is_no_example_and_nothing_to_list(tmp_path: Path) -> None:
    config = Config.model_validate({"log": {"enabled": False}})
    with open_answer_service(config, LiveCorpus.load(tmp_path, 1_048_576)) as service:
        chat = Chat(service, Style())
        assert list(chat.replies(["/sources", "/related", COST])) == [
            "No articles are loaded.",
            "There are no related stories.",
            "No loaded article answers that.",
        ]
        assert chat.greeting() == (
            "Loaded 0 articles (0 sentences). Ask a question; /help lists commands."
        )


def test_where_the_articles_are_gone_they_stay_and_that_is_told(
    service: TerminalAnswers, seeds: Path
) -> None:
    (seeds / "bridge.txt").unlink()
    told, answered = Chat(service, Style()).replies(["/reload", COST])
    assert "has no articles any more" in told
    assert answered.startswith("The bridge cost nine million euros.")


def test_a_question_goes_on_from_the_answer_before(service: TerminalAnswers) -> None:
    alone, cost, following = Chat(service, Style()).replies(["how many?", COST, "how many?"])
    assert alone == "I need a bit more to go on. Please ask a full question."
    assert following == cost


def test_it_does_not_go_on_from_an_article_that_has_changed(
    service: TerminalAnswers, seeds: Path
) -> None:
    def lines() -> Iterator[str]:
        yield COST
        (seeds / "bridge.txt").write_text(BRIDGE.replace("nine", "ten"))
        yield "/reload"
        yield "how many?"

    *_, following = Chat(service, Style()).replies(lines())
    assert following.startswith("I need a bit more")

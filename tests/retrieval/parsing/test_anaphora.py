"""Which questions only what was said before gives a meaning."""

import pytest

from bot.retrieval.question import Question


@pytest.mark.parametrize(
    "question",
    [
        "How much did it cost?",
        "Where was it signed?",
        "Did he resign?",
        "didn't they agree?",
        "Who signed it?",
        "and who designed it?",
        "Who will pay for it?",
        "Who is his wife?",
        "How many people did it kill?",
        "what happens to them now?",
        "and her husband?",
        "how many people live there?",
        "а хто його будував?",
        "а кто его построил?",
    ],
)
def test_a_question_about_a_pronoun_leans_on_what_was_said_before(question: str) -> None:
    assert Question.parse(question).is_anaphoric


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("When did he meet Putin?", id="a-name"),
        pytest.param("Was it signed in 1990?", id="a-number"),
        pytest.param("How did they open the bridge?", id="the-bridge"),
        pytest.param("What is the treaty called, and is it still in force?", id="words-enough"),
        pytest.param("What did putin tell them?", id="another-is-asked-about"),
        pytest.param("Where did kim say it?", id="another-says-it"),
        pytest.param("What is that treaty about?", id="that-treaty"),
        pytest.param("Who signed the treaty?", id="no-pronoun"),
        pytest.param("", id="empty"),
    ],
)
def test_a_question_that_says_what_it_is_about_does_not(question: str) -> None:
    assert not Question.parse(question).is_anaphoric


def test_a_bare_question_leaves_as_much_open() -> None:
    assert Question.parse("and when?").needs_context
    assert not Question.parse("When did the ferry sail?").needs_context

"""What of a message asks, and what is only said around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.retrieval.parsing.small_talk import clauses_of

QUESTION = "when did Kim meet Shoigu"


def asked(text: str) -> str:
    (clause,) = clauses_of(text).asking
    return clause.rstrip("?")


@pytest.mark.parametrize(
    "message",
    [
        "hey bot, quick question: when did Kim meet Shoigu, thanks!!",
        "Hi! When did Kim meet Shoigu? Thanks in advance",
        "sorry if this was asked before, but when did Kim meet Shoigu?",
        "can you tell me when did Kim meet Shoigu please",
        "I read about this on the train. When did Kim meet Shoigu? Anyone?",
        "ok so when did Kim meet Shoigu lol",
        "when did Kim meet Shoigu, does anyone know?",
        "who knows when did Kim meet Shoigu",
        "Hi there,\n\nWhen did Kim meet Shoigu?\n\nCheers,\nSam",
        "<@123> when did Kim meet Shoigu :)",
    ],
)
def test_what_is_said_around_a_question_is_no_part_of_it(message: str) -> None:
    assert asked(message).casefold() == QUESTION.casefold()


@pytest.mark.parametrize(
    ("message", "topic"),
    [
        ("tell me about the treaty", "treaty"),
        ("i'd love to know more about the treaty, cheers", "treaty"),
        ("what can you tell me about the treaty?", "treaty"),
        ("do you have anything on the treaty", "treaty"),
        ("is it true that the bridge is closed", "bridge is closed"),
    ],
)
def test_a_request_asks_about_its_topic(message: str, topic: str) -> None:
    assert asked(message) == topic


@pytest.mark.parametrize(
    "question",
    [
        "In what country is Normandy located?",
        "In 1066, who won at Hastings?",
        "Who wrote Star Wars: A New Hope?",
        "Did Dr. Ross say why the U.S. Army left?",
        "Who told the police about the boat?",
        "What questions did he answer?",
        "kim jong un",
        "thanks!",
    ],
)
def test_a_question_alone_stays_as_it_is(question: str) -> None:
    assert clauses_of(question).asking == (question,)


def test_the_same_holds_in_ukrainian() -> None:
    message = "Привіт усім! Підкажіть, будь ласка, коли відкрили міст? Дякую"
    assert asked(message) == "коли відкрили міст"


def test_several_questions_are_several_clauses() -> None:
    clauses = clauses_of("Hello! Who built the bridge? And what did it cost? Thanks")
    assert clauses.asking == ("Who built the bridge?", "what did it cost?")


def test_what_was_said_before_a_question_is_kept_for_questions_that_need_it() -> None:
    clauses = clauses_of("I read that the bridge in Lunde collapsed. When did it happen?")
    assert clauses.asking == ("When did it happen?",)
    assert "bridge in Lunde collapsed" in clauses.said_before


@given(st.text(max_size=200))
def test_something_is_left_of_any_text_that_says_anything(text: str) -> None:
    clauses = clauses_of(text)
    assert len(clauses.asking) >= 1
    assert all(clauses.asking) or not text.strip()

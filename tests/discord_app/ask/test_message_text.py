import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord_app.ask.message_text import question_from, wants_answer
from bot.discord_app.ui.mentions import without_mentions


@pytest.mark.parametrize(
    "text",
    [
        "What did Kim say about the war?",
        "when did they meet",
        "who's the secretary of the council",
        "How many troops were sent",
        "hey, is there a ceasefire yet",
        "So did he meet Putin",
        "The treaty was signed in Pyongyang, right?",
        "Kim? Which Kim do you mean, the leader",
        "> They met in March.\nWhere was that?",
        "Хто зустрівся з Кімом?",
        "誰 が 言った？",
        "What does https://example.org/a?b=c say?",
    ],
)
def test_questions_are_recognised(text: str) -> None:
    assert wants_answer(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?",
        "??? !!",
        "What?",
        "Thanks, that is what I wanted.",
        "What a day!",
        "When it rains, it pours.",
        "I wonder who knows",
        "https://example.org/watch?v=abc and more",
        "`a ? b : c` is ternary",
        "> Who said that?\nI did say it.",
        "!help me with what?",
        "?ban @someone now",
        "<@123> <@456>?",
        "is good",
        "ok",
    ],
)
def test_other_messages_are_not_taken_for_questions(text: str) -> None:
    assert not wants_answer(text)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<@123> who met <@!456> ?", "who met ?"),
        ("in <#1> or <@&2>", "in or"),
        ("why <:huh:123> <a:wave:4>", "why"),
        ("at <t:1700000000:R> or </ask:99>", "at or"),
        ("is 3 < 4 and 5 > 4", "is 3 < 4 and 5 > 4"),
        ("two\nlines", "two lines"),
    ],
)
def test_mentions_are_no_words_of_a_question(content: str, text: str) -> None:
    assert without_mentions(content) == text


@pytest.mark.parametrize(
    ("content", "text"),
    [
        pytest.param("Kim met Shoigu.", "Kim met Shoigu.", id="short"),
        pytest.param("> They met.\n> In March.", "They met. In March.", id="quoted"),
        pytest.param("See https://a.b/c and `x = 1` now", "See and now", id="addresses and code"),
        pytest.param("<@1> who met <#2>?", "who met ?", id="mentions"),
        pytest.param("https://a.b/c", "", id="no words"),
        pytest.param(
            f"{'So it goes. ' * 9}Who is he? {'And on. ' * 9}", "Who is he?", id="a question in it"
        ),
        pytest.param(
            "One two three. " * 9, "One two three. " * 3 + "One two three.", id="too long"
        ),
        pytest.param("word " * 30, "word " * 11 + "word", id="no sentences"),
        pytest.param("x" * 99, "x" * 60, id="no words either"),
        pytest.param(f"{'y ' * 40}?", "y " * 29 + "y", id="a question that is too long"),
    ],
)
def test_of_a_message_that_is_looked_for_the_telling_part_is_taken(content: str, text: str) -> None:
    assert question_from(content, 60) == text


@given(st.text(), st.integers(1, 50))
def test_it_is_never_longer_than_a_question_may_be(content: str, limit: int) -> None:
    assert len(question_from(content, limit)) <= limit

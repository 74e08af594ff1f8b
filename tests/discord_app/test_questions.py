import pytest

from bot.discord_app.questions import clean, is_question


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
    assert is_question(text)


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
    assert not is_question(text)


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
    assert clean(content) == text

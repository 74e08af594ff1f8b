"""'Who is the captain?' is not answered by who the goalkeeper is."""

import pytest

from bot.retrieval.deciding.asked_role import fills_another_role
from bot.retrieval.question import Question

GOALKEEPER = "The Kestrels' goalkeeper, Ann Lee, saved the last penalty."
FINANCES = "“It was a hard year,” said chief financial officer Ida Falk."


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("who is the captain of the kestrels", GOALKEEPER),
        ("What is the name of the Kestrels' coach?", GOALKEEPER),
        ("whos the ceo", FINANCES),
        ("Who is the vice president?", "President Ben Ross opened the hall."),
        ("who is the home secretary", "Shadow Home Secretary Zoe Hart was against it."),
    ],
)
def test_another_role_does_not_answer(question: str, text: str) -> None:
    assert fills_another_role(Question.parse(question), text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("who is the goalkeeper of the kestrels", GOALKEEPER),
        ("who is the chief financial officer", FINANCES),
        ("who is the cfo?", FINANCES),
        ("Who is the chairwoman?", "The union's chair, Ida Falk, was content."),
        ("Who is Ann Lee?", GOALKEEPER),  # asks for a role
        ("who is the boss of the kestrels", GOALKEEPER),  # may be any
        ("who is the mayor of Tarn", "Ben Ross has run the town since May."),  # names none
        ("who saved the captain", GOALKEEPER),
        ("who is the chief enginer", "Chief engineer Ben Ross told the director."),  # a slip
    ],
)
def test_the_role_itself_or_none_may_answer(question: str, text: str) -> None:
    assert not fills_another_role(Question.parse(question), text)

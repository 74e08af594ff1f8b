from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.querylog.grouping import Group, group_similar
from bot.querylog.records import Asked

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


def groups_of(*questions: str) -> tuple[Group, ...]:
    """Group questions that were asked one after the other, a minute apart."""
    return group_similar(
        Asked(str(number), question, NOON + timedelta(minutes=number))
        for number, question in enumerate(questions)
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("When did the bridge open?", "When was the bridge opened?", id="inflection"),
        pytest.param("Who won the world cup?", "who won THE WORLD CUP", id="case and marks"),
        pytest.param("Who won the football world cup?", "Who won the world cup?", id="one more"),
        pytest.param("Who is Shoigu?", "What about Shoygu?", id="misspelt name"),
        pytest.param("Why?", "why", id="words of grammar only"),
        pytest.param("Хто переміг на виборах?", "хто переміг на виборах", id="Cyrillic"),
        pytest.param("???", "???", id="no words"),
    ],
)
def test_questions_about_the_same_are_together(one: str, other: str) -> None:
    assert len(groups_of(one, other)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("When did the bridge open?", "When did the bridge close?", id="other verb"),
        pytest.param("The capital of France?", "The capital of Germany?", id="other place"),
        pytest.param("What about Kim?", "What about Jim?", id="short names"),
        pytest.param("What happened in 1944?", "What happened in 1945?", id="numbers"),
        pytest.param("Ukraine?", "Which troops went to Ukraine from the north?", id="one term"),
        pytest.param("Why?", "Who?", id="words of grammar only"),
    ],
)
def test_questions_about_something_else_are_apart(one: str, other: str) -> None:
    assert len(groups_of(one, other)) == 2


def test_what_is_asked_most_comes_first_and_then_what_was_asked_last() -> None:
    groups = groups_of("Who is Ann?", "Who is Bob?", "Who is Carol?", "Who is Ann?")
    assert [(group.question, group.count) for group in groups] == [
        ("Who is Ann?", 2),
        ("Who is Carol?", 1),
        ("Who is Bob?", 1),
    ]


def test_all_wordings_of_a_group_count() -> None:
    wordings = ("Who won the football world cup?", "Who won the world cup?")
    groups = groups_of(*wordings, *["Who is Ann?"] * 3, *wordings)
    assert [group.count for group in groups] == [4, 3]


def test_a_group_goes_by_the_wording_used_most_and_else_by_the_latest() -> None:
    assert groups_of("the bridge?", "the bridge?", "The Bridge!")[0].question == "the bridge?"
    assert groups_of("the bridge?", "The Bridge!")[0].question == "The Bridge!"


def test_the_questions_of_a_group_are_latest_first() -> None:
    (group,) = groups_of("the bridge?", "The Bridge!", "the bridge?")
    assert [one.key for one in group.asked] == ["2", "1", "0"]
    assert group.latest.key == "2"


def test_no_chain_of_small_steps_leads_from_one_topic_to_another() -> None:
    steps = ["red green blue", "green blue white", "blue white black", "white black grey"]
    first = groups_of(*steps)
    assert not any({steps[0], steps[3]} <= {one.question for one in g.asked} for g in first)


@given(st.lists(st.text(max_size=40) | st.sampled_from(["red bus", "red buses", "bus"])))
def test_every_question_is_in_exactly_one_group(questions: list[str]) -> None:
    groups = groups_of(*questions)
    keys = sorted(int(one.key) for group in groups for one in group.asked)
    assert keys == list(range(len(questions)))
    assert [group.count for group in groups] == sorted(
        (group.count for group in groups), reverse=True
    )

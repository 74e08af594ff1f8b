"""Which sentences can be understood by themselves."""

import pytest

from bot.retrieval.answers.standing import leaves_open, stands_alone


@pytest.mark.parametrize(
    "text",
    [
        "It cost nine million euros.",
        "However, she said that the harbour would open.",
        "Its chairman, Duncan Aske, complained.",
        "For his part, the minister agreed.",
        "За її словами, уроки скасовували.",
    ],
)
def test_a_sentence_that_opens_with_a_pronoun_leaves_open_what_it_is_about(text: str) -> None:
    assert leaves_open(text)
    assert not stands_alone(text)


@pytest.mark.parametrize(
    "text",
    [
        "The tram cost nine million euros.",
        "It remains unclear when the ceasefire will take effect.",
        "This week the ferry sails again.",
        "Those who live there disagree.",
        "Whoever it was, he left, Kim said.",
    ],
)
def test_other_sentences_do_not(text: str) -> None:
    assert not leaves_open(text)


@pytest.mark.parametrize(
    "text", ["But the mayor refused.", "“We are tired,” he said.", "We could have won.”"]
)
def test_what_joins_on_or_is_part_of_a_quotation_does_not_stand_alone(text: str) -> None:
    assert not stands_alone(text)

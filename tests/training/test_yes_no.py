from random import Random

import pytest

from training.yes_no import yes_no


def form(question: str, sentence: str, answer: str, seed: int = 0) -> str | None:
    start = sentence.index(answer)
    return yes_no(question, sentence, (start, start + len(answer)), Random(seed))


@pytest.mark.parametrize(
    ("question", "sentence", "answer", "expected"),
    [
        (
            "Where did they film it?",
            "It was filmed in New Mexico.",
            "New Mexico",
            "Did they film it in New Mexico?",
        ),
        (
            "When was the mission opened?",
            "The mission opened on 3 May.",
            "3 May",
            "Was the mission opened on 3 May?",
        ),
        (
            "Who was the first mayor?",
            "The first mayor was Ann Lee.",
            "Ann Lee",
            "Was Ann Lee the first mayor?",
        ),
        (
            "What did the police find?",
            "The police found the car.",
            "car",
            "Did the police find the car?",
        ),
        (
            "How many ships did they lose?",
            "They lost two ships.",
            "two",
            "Did they lose two ships?",
        ),
        (
            "How many ships were there in port?",
            "In port were two ships.",
            "two ships",
            "Were there two ships in port?",
        ),
        (
            "Who owns the park?",
            "The park belongs to Ann Lee.",
            "Ann Lee",
            "Is it true that Ann Lee owns the park?",
        ),
    ],
)
def test_the_answer_is_put_into_the_question(
    question: str, sentence: str, answer: str, expected: str
) -> None:
    assert form(question, sentence, answer) == expected


def test_a_number_is_sometimes_a_wrong_one_which_the_sentence_settles_as_well() -> None:
    made = {form("When was it sold?", "It was sold in 1998.", "1998", seed) for seed in range(30)}
    assert "Was it sold in 1998?" in made
    assert len(made) > 3


@pytest.mark.parametrize("question", ["Why did it fail?", "How was it built?", "Name a river."])
def test_other_questions_have_no_form(question: str) -> None:
    assert form(question, "It was built by hand of old wood.", "by hand") is None


def test_a_long_answer_gives_no_form() -> None:
    sentence = "They found a car that had been stolen in May."
    assert form("What did they find?", sentence, "a car that had been stolen in May") is None

from collections.abc import Iterator
from random import Random

import pytest

from training.examples import Asked, Paragraph
from training.noise import Noise
from training.windows import MOST_SENTENCES, Mixture, Unit, Windows

QUIET = Noise(no_mark=0, keywords=0, slip=0, chatter=0, chat_words=0, drop_word=0)
PLAIN = Mixture(strangers=0, swapped=0, yes_no=0, titled=1, withheld=0, elsewhere=0, noise=QUIET)
QUESTION = Asked("Who built the first bridge?", (1,), (0, 5))
PARAGRAPH = Paragraph(
    "set/Bridges",
    "Bridges",
    (
        "The town had no bridge for long.",
        "Marta built the first bridge in 1870.",
        "It was rebuilt by Marta in 1900.",
        "Boats passed below.",
    ),
    (QUESTION,),
)
STRANGER = Paragraph(
    "set/Harbours",
    "Harbours",
    ("The first harbour had a bridge to the isle.", "Its bridge was the first that Marta built."),
    (),
)
OTHER = Paragraph(
    "set/Bridges",
    "Bridges",
    ("The second bridge was built of steel.", "Nobody liked it."),
    (Asked("Who painted the bridge?", (), None),),
)


def drawn(mixture: Mixture, *paragraphs: Paragraph, count: int = 200) -> Iterator[Unit]:
    windows = Windows(paragraphs, mixture)
    for seed in range(count):
        yield windows.draw(Random(seed))


def with_pairs(share: float, **changed: float) -> Mixture:
    names = {field: getattr(PLAIN, field) for field in PLAIN.__slots__}
    return Mixture(**{**names, "pairs": share, **changed})


def test_a_pair_is_one_sentence_with_its_title() -> None:
    for unit in drawn(with_pairs(1), PARAGRAPH):
        assert all(len(window.sentences) == 1 for window in unit.windows)
        assert all(window.title == "Bridges" for window in unit.windows)


def test_the_first_of_the_pairs_answers_and_no_other() -> None:
    for unit in drawn(with_pairs(1), PARAGRAPH):
        first, *others = unit.windows
        assert unit.ranked
        assert first.sentences == (PARAGRAPH.sentences[1],)
        assert first.answering == (0,)
        assert first.span == QUESTION.span
        assert others
        assert not any(window.answering for window in others)


def test_a_sentence_with_the_answer_is_no_lookalike() -> None:
    for unit in drawn(with_pairs(1), PARAGRAPH):
        assert all("Marta" not in window.sentences[0] for window in unit.windows[1:])


def test_lookalikes_come_from_other_paragraphs_as_well() -> None:
    units = drawn(with_pairs(1), PARAGRAPH, OTHER)
    read = {window.sentences[0] for unit in units for window in unit.windows}
    assert "The second bridge was built of steel." in read


def test_a_sentence_of_another_article_is_read_with_its_own_title() -> None:
    units = list(drawn(with_pairs(1, strangers=1), PARAGRAPH, STRANGER))
    assert {unit.windows[-1].title for unit in units} == {"Harbours"}
    assert {unit.windows[-1].sentences[0] for unit in units} == {STRANGER.sentences[0]}
    assert not any(unit.windows[-1].answering for unit in units)


def test_a_changed_question_is_not_answered_by_the_same_sentence() -> None:
    units = [unit for unit in drawn(with_pairs(1, swapped=1), PARAGRAPH) if len(unit.windows) > 2]
    assert units
    for unit in units:
        missed = unit.windows[-1]
        assert missed.question in {"Who built the last bridge?", "Who destroyed the first bridge?"}
        assert missed.sentences == unit.windows[0].sentences
        assert not missed.answering


def test_several_sentences_are_consecutive_with_the_answering_one() -> None:
    for unit in drawn(with_pairs(0), PARAGRAPH):
        (window,) = unit.windows
        (at,) = window.answering
        start = PARAGRAPH.sentences.index(window.sentences[0])
        assert window.sentences == PARAGRAPH.sentences[start : start + len(window.sentences)]
        assert window.sentences[at] == PARAGRAPH.sentences[1]
        assert 2 <= len(window.sentences) <= MOST_SENTENCES


def test_withheld_is_every_sentence_with_the_answer() -> None:
    for unit in drawn(with_pairs(0, withheld=1), PARAGRAPH):
        (window,) = unit.windows
        assert not window.answering
        assert not any("Marta" in sentence for sentence in window.sentences)


def test_elsewhere_is_another_paragraph() -> None:
    for unit in drawn(with_pairs(0, elsewhere=1), PARAGRAPH, OTHER):
        (window,) = unit.windows
        if window.question == QUESTION.text:
            assert not window.answering
            assert set(window.sentences) <= set(OTHER.sentences)


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_nothing_answers_a_question_that_nothing_answers(share: float) -> None:
    for unit in drawn(with_pairs(share), OTHER):
        assert not unit.ranked
        assert not any(window.answering for window in unit.windows)


def test_yes_no_questions_are_answered_by_the_same_sentence() -> None:
    units = drawn(with_pairs(1, yes_no=0.5), PARAGRAPH)
    assert {unit.windows[0].question for unit in units} == {
        "Is it true that Marta built the first bridge?"
    }


def test_titles_are_left_out_at_times() -> None:
    units = drawn(with_pairs(1, titled=0.5), PARAGRAPH)
    assert {window.title for unit in units for window in unit.windows} == {"", "Bridges"}


def test_the_same_seed_draws_the_same() -> None:
    windows = Windows([PARAGRAPH, OTHER])
    assert windows.draw(Random(5)) == windows.draw(Random(5))


def test_an_unanswerable_question_is_read_with_the_sentence_that_looks_most_like_it() -> None:
    asked = Asked("Who painted the bridge?", (), None, near=1)
    other = Paragraph(OTHER.article, OTHER.title, OTHER.sentences, (asked,))
    for unit in drawn(with_pairs(1), other):
        assert unit.windows[0].sentences == ("Nobody liked it.",)
        assert not any(window.answering for window in unit.windows)

import pytest

from bot.retrieval.semantic.wordpiece import CLS, SEP, WordPieces
from training.pieces import LONGEST, LONGEST_QUESTION, LONGEST_SENTENCE, Reading, Row, collate
from training.windows import Window

WORDS = WordPieces.load()
WINDOW = Window("Who left?", "Paris", ("It rained.", "Marta Kovalenko left."), (1,), (0, 15))


@pytest.fixture(scope="module")
def reading() -> Reading:
    return Reading(WORDS)


def texts(*parts: str) -> list[int]:
    return [number for part in parts for number in (*WORDS.numbers(part), SEP)]


def test_a_row_is_question_title_and_sentences_each_ended(reading: Reading) -> None:
    row = reading.row(WINDOW)
    expected = texts("Who left?", "Paris", "It rained.", "Marta Kovalenko left.")
    assert list(row.pieces) == [CLS, *expected]


def test_without_a_title_its_end_is_left_out_too(reading: Reading) -> None:
    row = reading.row(Window("Who left?", "", ("It rained.",)))
    assert list(row.pieces) == [CLS, *texts("Who left?", "It rained.")]


def test_ends_are_the_sentences_own(reading: Reading) -> None:
    row = reading.row(WINDOW)
    assert [row.pieces[end] for end in row.ends] == [SEP, SEP]
    start, end = row.starts[1], row.ends[1]
    assert list(row.pieces[start:end]) == WORDS.numbers("Marta Kovalenko left.")


def test_a_span_of_characters_becomes_its_pieces(reading: Reading) -> None:
    row = reading.row(WINDOW)
    assert row.span is not None
    first, last = row.span
    assert list(row.pieces[first : last + 1]) == WORDS.numbers("Marta Kovalenko")


def test_a_long_question_is_cut(reading: Reading) -> None:
    row = reading.row(Window("why " * 100, "", ("So.",)))
    assert row.asked == LONGEST_QUESTION + 2


def test_an_answer_that_is_cut_off_is_no_span(reading: Reading) -> None:
    sentence = "so " * LONGEST_SENTENCE + "Marta"
    row = reading.row(Window("Who?", "", (sentence,), (0,), (len(sentence) - 5, len(sentence))))
    assert row.span is None


def test_sentences_that_do_not_fit_are_left_out_and_answer_nothing(reading: Reading) -> None:
    long = "so " * LONGEST_SENTENCE
    row = reading.row(Window("Who?", "", (long, long, long, long), (3,)))
    assert len(row.pieces) <= LONGEST
    assert len(row.ends) < 4
    assert row.answering == ()


def test_a_batch_is_filled_up_and_says_what_is_read(reading: Reading) -> None:
    rows = [reading.row(WINDOW), reading.row(Window("Who?", "", ("No.",)))]
    batch = collate(rows, [4, -1])
    assert batch.pieces.shape == (2, len(rows[0].pieces))
    assert batch.mask.sum(1).tolist() == [len(row.pieces) for row in rows]
    assert (batch.pieces[batch.mask == 0] == 0).all()
    assert (batch.types[0, : rows[0].asked] == 0).all()
    assert (batch.types[0, rows[0].asked :] == 1).all()
    assert batch.answers.tolist() == [[0, 1], [0, 0]]
    assert batch.groups.tolist() == [4, -1]
    assert batch.spans.tolist() == [list(rows[0].span or ()), [-1, -1]]


def test_a_piece_is_within_its_sentence_up_to_its_end(reading: Reading) -> None:
    row: Row = reading.row(WINDOW)
    (within,) = collate([row], [-1]).within
    assert (within[: row.starts[0]] == -1).all()
    for number, (start, end) in enumerate(zip(row.starts, row.ends, strict=True)):
        assert (within[start : end + 1] == number).all()

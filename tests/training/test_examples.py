import json
from pathlib import Path

import pytest

from training.examples import SETS, Asked, Paragraph, is_held, read_sets, split, without_texts

LINE = {
    "article": "Oxygen",
    "title": "Doctor_Who",
    "sentences": ["Oxygen was found in 1774.", "Its name was coined later."],
    "questions": [
        {"question": "When was oxygen found?", "gold": [0], "span": [20, 24]},
        {"question": "Who ate it?", "gold": [], "span": None},
    ],
}


def written(folder: Path, **changed: object) -> Path:
    (folder / "some.jsonl").write_text(json.dumps({**LINE, **changed}) + "\n", "utf-8")
    return folder


def paragraph(article: str, *sentences: str) -> Paragraph:
    return Paragraph(article, "", sentences, ())


def test_a_line_is_read_with_its_answers(tmp_path: Path) -> None:
    (read,) = read_sets(written(tmp_path), ["some"])
    assert read.questions == (
        Asked("When was oxygen found?", (0,), (20, 24)),
        Asked("Who ate it?", (), None),
    )
    assert read.sentences[0][20:24] == "1774"


def test_the_sentence_that_looks_most_like_answering_is_read(tmp_path: Path) -> None:
    questions: list[dict[str, object]] = [
        {"question": "Who ate it?", "gold": [], "span": None, "near": 1}
    ]
    (read,) = read_sets(written(tmp_path, questions=questions), ["some"])
    assert read.questions == (Asked("Who ate it?", (), None, near=1),)


@pytest.mark.parametrize("near", [2, -1, "0"])
def test_a_near_sentence_outside_the_text_is_an_error(tmp_path: Path, near: object) -> None:
    questions = [{"question": "Who ate it?", "gold": [], "span": None, "near": near}]
    with pytest.raises(ValueError, match="'near' must be"):
        read_sets(written(tmp_path, questions=questions), ["some"])


def test_titles_have_spaces(tmp_path: Path) -> None:
    (read,) = read_sets(written(tmp_path), ["some"])
    assert read.title == "Doctor Who"


@pytest.mark.parametrize(
    ("gold", "span"),
    [([2], None), ([-1], None), ([0], [20, 99]), ([0], [5, 5]), ("0", None)],
)
def test_a_place_outside_the_text_is_reported_with_its_line(
    tmp_path: Path, gold: object, span: object
) -> None:
    questions = [{"question": "When?", "gold": gold, "span": span}]
    with pytest.raises(ValueError, match=r"some\.jsonl, line 1"):
        read_sets(written(tmp_path, questions=questions), ["some"])


def test_a_set_that_is_missing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_sets(tmp_path, ["some"])


def test_every_article_is_either_trained_on_or_held() -> None:
    all_of_them = [paragraph(f"set/{number}", "A.") for number in range(500)]
    trained, held = split(all_of_them)
    assert {*trained, *held} == set(all_of_them)
    assert not {one.article for one in trained} & {one.article for one in held}
    assert all(is_held(one.article) for one in held)
    assert 20 < len(held) < 60


def test_paragraphs_of_texts_kept_for_measuring_are_left_out() -> None:
    kept = "The storm  brought down a crane, and the Grand Mosque was closed for a day."
    same = paragraph("a", 'The storm brought down a crane and the "Grand Mosque" was closed', "So.")
    other = paragraph("b", "The storm brought down a tree, and the station was closed for a day.")
    assert without_texts([same, other], [kept]) == (other,)


def test_a_short_sentence_does_not_leave_a_paragraph_out() -> None:
    assert without_texts([paragraph("a", "He said so.")], ["He said so. And left."])


@pytest.mark.parametrize("name", [name for name in SETS if name.startswith("written-")])
def test_every_written_question_has_its_answer_or_the_sentence_that_looks_like_it(
    name: str, tmp_path: Path
) -> None:
    paragraphs = read_sets(tmp_path, [name])
    questions = [asked for paragraph in paragraphs for asked in paragraph.questions]
    assert all(asked.answering or asked.near is not None for asked in questions)
    unanswerable = sum(not asked.answering for asked in questions)
    assert 0.2 < unanswerable / len(questions) < 0.4

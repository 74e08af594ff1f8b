from pathlib import Path

import pytest

from tools.transcripts import TranscriptError, documents, renew, run

WITH_TRANSCRIPTS = [path for path in documents() if "<!-- output:" in path.read_text("utf-8")]


@pytest.mark.parametrize("document", WITH_TRANSCRIPTS, ids=lambda path: path.name)
def test_a_document_shows_what_the_program_prints_now(document: Path) -> None:
    text = document.read_text("utf-8")
    assert renew(text) == text, "run: make transcripts"


def test_each_command_of_a_document_is_followed_by_its_block() -> None:
    for document in documents():
        text = document.read_text("utf-8")
        assert text.count("<!-- output:") == text.count("```console\n$ verbatim"), document.name


def test_what_is_below_a_command_is_replaced_and_the_rest_is_kept() -> None:
    command = "verbatim ask --seeds docs/sample 'Who won the football world cup?'"
    text = f"Before.\n\n<!-- output: {command} -->\n```console\nstale\n```\n\n```sh\nkept\n```\n"
    renewed = renew(text)
    assert "stale" not in renewed
    assert renewed.startswith(f"Before.\n\n<!-- output: {command} -->\n```console\n$ {command}\n")
    assert renewed.endswith("\n```\n\n```sh\nkept\n```\n")


def test_lines_are_typed_at_the_prompt() -> None:
    shown = run("verbatim chat --seeds docs/sample", ["How long is the bridge?", "/sources"])
    before, question, after = shown.partition("> How long is the bridge?\n")
    assert "/help" in before
    assert question
    assert "210 metres" in after
    assert "> /sources\n1. The bridge opens" in after


def test_another_program_is_refused() -> None:
    with pytest.raises(TranscriptError, match="rm"):
        run("rm -r docs")

"""A format is a module and a line of the registry."""

import dataclasses

import pytest

from bot.articles.reader import ReadArticle, read_article
from bot.documents import registry
from bot.documents.registry import FORMATS, Format, format_of, why_not_read


def test_a_format_that_is_text_has_a_header_and_encodings_by_being_registered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    added = dataclasses.replace(format_of("a.txt") or FORMATS[0], name="Log", suffixes=(".log",))
    monkeypatch.setattr(registry, "FORMATS", (*FORMATS, added))
    read = read_article("a.log", "---\ntitle: Diary\n---\nIt rained in Żary.".encode("utf-16"))
    assert isinstance(read, ReadArticle)
    assert (read.article.title, read.report.format, read.report.encoding) == (
        *("Diary", "Log", "UTF-16"),
    )
    assert why_not_read("a.log") is None


@pytest.mark.parametrize("each", FORMATS, ids=lambda each: each.name)
def test_a_file_of_a_format_is_told_by_its_ending(each: Format) -> None:
    assert all(format_of(f"A{suffix.upper()}") is each for suffix in each.suffixes)

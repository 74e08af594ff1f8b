from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.model import RelatedStory
from bot.articles.reader import ReadArticle, read_article
from bot.documents.problem import Problem

BRIDGE = """\
---
title: The bridge opens
publisher: The Courier
published: 2025-03-22
---

The bridge over the Vltava opened on Monday.
It cost nine million euros. Nobody was hurt.

Related:
- The Telegraph: Ferries stop
"""


def read(data: str | bytes, name: str = "a.txt") -> ReadArticle:
    result = read_article(name, data.encode() if isinstance(data, str) else data)
    assert isinstance(result, ReadArticle)
    return result


def problem(data: bytes) -> Problem:
    result = read_article("a.txt", data)
    assert isinstance(result, Problem)
    return result


def test_a_seed_file_is_an_article() -> None:
    result = read(BRIDGE)
    article = result.article
    assert result.warnings == ()
    assert (article.name, article.title, article.publisher) == (
        *("a.txt", "The bridge opens", "The Courier"),
    )
    assert article.published == date(2025, 3, 22)
    assert article.paragraphs == (
        "The bridge over the Vltava opened on Monday.",
        "It cost nine million euros. Nobody was hurt.",
    )
    assert article.related == (RelatedStory("Ferries stop", "The Telegraph"),)
    assert article.digest == sha256(BRIDGE.encode()).hexdigest()


def test_a_page_without_a_date_is_of_the_day_that_its_name_begins_with() -> None:
    assert read("It opened.", "blog/2025-03-22-pier.md").article.published == date(2025, 3, 22)


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + BRIDGE.encode(),
        BRIDGE.replace("\n", "\r\n").encode(),
        BRIDGE.replace("\n", "\r").encode(),
        BRIDGE.rstrip("\n").encode(),
        b"\n\n" + BRIDGE.encode(),
    ],
    ids=["byte order mark", "CRLF", "CR", "no final newline", "blank lines before"],
)
def test_how_the_lines_are_written_makes_no_difference(data: bytes) -> None:
    expected, result = read(BRIDGE).article, read(data).article
    assert (result.title, result.paragraphs, result.related) == (
        *(expected.title, expected.paragraphs, expected.related),
    )


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: Front\n---\n# Heading\nSentence.", "Front"),
        ("---\ntitle: ''\n---\n\n# Heading\nSentence.", "Heading"),
        ("Sentence. Another.\n# Heading\n", "A"),
        ("Related:\n- A story\n\n# Heading\nSentence.", "Heading"),
    ],
)
def test_the_title_is_front_matter_s_else_the_heading_else_the_name_of_the_file(
    text: str, title: str
) -> None:
    assert read(text).article.title == title


def test_what_is_ignored_is_told_with_its_line_in_order() -> None:
    text = "---\ntitel: A\nurl: x\n---\nIt rained.\nRelated:\n- [B](ftp://example.org)\n"
    assert [(each.name, each.line) for each in read(text).warnings] == [
        *(("a.txt", 2), ("a.txt", 3), ("a.txt", 7)),
    ]


@pytest.mark.parametrize(
    ("data", "line", "told"),
    [
        (b"", None, "is empty"),
        (b" \n\t\n", None, "is empty"),
        (b"\xef\xbb\xbf", None, "has no sentence"),
        (b"# Only a heading\n", None, "has no sentence"),
        (b"---\ntitle: A\n---\n", None, "has no sentence"),
        (b"Related:\n- A story\n", None, "has no sentence"),
        (b"* * *\n", None, "has no sentence"),
        (b"%PDF-1.7\n\xff", None, "is a PDF, not text"),
        (b"PK\x03\x04\xff", None, "is a Word document, a book or another zip archive, not text"),
        (b"{\\rtf1 It rained.}", None, "is an RTF document, not text"),
        (b"\x7fELF\x00\xff", None, "is not a text file: it contains NUL bytes"),
        (
            b"It rained all day and then some.\x00",
            None,
            "is not a text file: it contains NUL bytes",
        ),
    ],
    ids=lambda value: repr(value)[:24],
)
def test_what_is_no_article_is_told_with_its_line(data: bytes, line: int | None, told: str) -> None:
    result = problem(data)
    assert (result.name, result.line) == ("a.txt", line)
    assert told in result.text


FILES = st.one_of(
    st.binary(max_size=200),
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.text(
        st.sampled_from("---\ntitle: A\n[]{}\n\n#* Related:\n- x(http)\t\x00\r"), max_size=200
    ).map(str.encode),
    st.tuples(st.text(max_size=40), st.text(max_size=200)).map(
        lambda parts: f"---\n{parts[0]}\n---\n{parts[1]}".encode("utf-8", "replace")
    ),
)


@given(FILES)
def test_any_bytes_are_an_article_or_a_problem_on_one_of_their_lines(data: bytes) -> None:
    result = read_article("a.txt", data)
    if isinstance(result, Problem):
        lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
        assert result.line is None or 1 <= result.line <= lines
        assert result.text
    else:
        assert result.article.title
        assert result.article.paragraphs


@given(st.text(max_size=200))
def test_an_article_says_nothing_that_its_file_does_not(text: str) -> None:
    result = read_article("a.txt", text.encode("utf-8", "replace"))
    if isinstance(result, ReadArticle):
        rest = iter(text)
        for paragraph in result.article.paragraphs:
            assert all(character in rest for character in paragraph if not character.isspace())

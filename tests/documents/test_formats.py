"""Word documents, books, PDFs and web pages, read as articles; hostile ones end in a reason."""

import random
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.model import Article
from bot.articles.reader import ReadArticle, read_article
from bot.articles.sentences import passages_of
from bot.documents import registry
from bot.documents.lines import Line
from bot.documents.model import Page
from bot.documents.problem import Problem
from bot.documents.registry import FORMATS, SUFFIXES, Format
from bot.documents.text import read_plain
from tests.documents.files import docx, epub, paragraph, pdf, table, zipped

PAGE = """<!doctype html><html lang="en"><head><title>The pier reopens | Harbour News</title>
<meta name="author" content="Ann Example"><meta property="og:site_name" content="Harbour News">
<meta property="article:published_time" content="2025-05-02T10:00:00Z">
<link rel="canonical" href="https://example.org/pier"></head><body><nav>Home secret</nav>
<div class="share-buttons">Share secret</div><article><h1>The pier reopens</h1>
<p>The pier <b>reopens</b> in May. Entry is free for all who come from the town, from the villages
around it and from the islands, so that nobody has to stay at home on that day in spring.</p>
<!-- secret --><h2>Fares</h2><table><tr><th>Line<th>Fee<tr><td>Red<td>3 euros</table>
<p hidden>secret</p><p style="display: none">secret</p><ul><li>One <i>thing</i><li>Two</ul>
</article><aside>secret</aside><footer>secret</footer><script>secret()</script></body></html>"""


def article(name: str, data: bytes) -> Article:
    read = read_article(name, data, date(2025, 6, 1))
    assert isinstance(read, ReadArticle), read
    return read.article


def reason(name: str, data: bytes) -> str:
    read = read_article(name, data)
    assert isinstance(read, Problem)
    return read.text


def test_a_web_page_is_its_main_text_with_what_its_head_says() -> None:
    page = article("a.html", PAGE.encode())
    assert (page.title, page.publisher, page.authors, page.published, page.url) == (
        *("The pier reopens", "Harbour News", ("Ann Example",), date(2025, 5, 2)),
        "https://example.org/pier",
    )
    assert page.paragraphs[0].startswith("The pier reopens in May. Entry is free")
    assert page.paragraphs[1:] == ("Line: Red · Fee: 3 euros", "• One thing\n• Two")
    assert page.layout_of(2).section == ("Fares",)
    assert not any("secret" in each for each in page.paragraphs)


def test_what_a_page_shows_beside_its_text_is_told_by_its_names() -> None:
    page = (
        "<title>The pier</title><div class=entry-content><div class='layout with-sidebar'>"
        "<span class=byline>by <a rel=author>Ann Example</a></span>"
        "<div class=meta><time datetime=2025-05-02>secret</time></div><p>The pier reopens in May."
        "<sup class=reference>[1]</sup></p><div class='admonition note'>"
        "<p class=admonition-title>Note</p><p>It costs 10<sup>2</sup> euros.</p></div>"
        "<p><a href=/a>secret</a> | <a href=/b>secret</a></p><div class=sharedaddy>secret</div>"
        "<blockquote class=twitter-tweet>secret</blockquote></div></div>"
    )
    read = article("a.html", page.encode())
    assert read.paragraphs == ("The pier reopens in May.", "It costs 10² euros.")
    assert (read.authors, read.published) == (("Ann Example",), date(2025, 5, 2))


def test_the_mark_that_links_to_a_heading_is_not_part_of_it() -> None:
    mark = '<a class="mark" href="#fares">#</a>'
    page = f"<body><p>The pier opens in May.</p><h2>Fares {mark}</h2><p>Entry is free.</p></body>"
    assert article("a.html", page.encode()).layout_of(2).section == ("Fares",)


def test_a_page_without_marks_is_where_most_of_its_paragraphs_are() -> None:
    links = "".join(f"<a href=/{n}>Link {n}</a> " for n in range(20))
    text = "".join(f"<p>{'The pier reopens in May, the mayor said. ' * 4}</p>" for _ in range(4))
    page = f"<body><div>{links}</div><div><div>{text}</div></div><div>Imprint</div></body>"
    shown = article("a.html", page.encode()).paragraphs
    assert len(shown) == 4
    assert all(each.startswith("The pier") for each in shown)


def test_bold_text_after_a_list_is_a_heading_whatever_the_list_has() -> None:
    page = article("a.html", b"<ul><li>Red<li>Blue</ul><b>Fares</b><p>Entry is free in May.</p>")
    assert page.paragraphs == ("• Red\n• Blue", "Entry is free in May.")
    assert page.layout_of(2).section == ("Fares",)


def test_a_word_document_has_headings_and_tables_but_not_what_is_hidden() -> None:
    body = (
        paragraph("Opening", style="Heading1")
        + paragraph("The pier opens at noon.")
        + paragraph("secret words", run="<w:vanish/>")
        + "<w:p><w:del w:id='1'><w:r><w:delText>secret</w:delText></w:r></w:del></w:p>"
        + table(("Line", "Fee"), ("Red", "3 euros"))
    )
    read = article("a.docx", docx(body))
    assert (read.title, read.authors, read.published) == (
        *("The pier", ("Ann Example",), date(2025, 5, 2)),
    )
    assert read.paragraphs == ("The pier opens at noon.", "Line: Red · Fee: 3 euros")
    assert read.layout_of(1).section == ("Opening",)
    result = read_article("a.docx", docx(body))
    assert isinstance(result, ReadArticle)
    assert result.report.left_out == (("deleted text", 1), ("hidden text", 1))


def test_a_book_is_its_chapters_in_order() -> None:
    first = "<html><body><h1>One</h1><p>It was a dark night.</p></body></html>"
    second = "<!DOCTYPE html><html><body><h1>Two</h1><p>It was a &quot;day&quot;.</p></body></html>"
    book = article("a.epub", epub(first, second))
    assert (book.title, book.authors) == ("The book", ("Ann Example", "Ben Example"))
    assert [(text, book.layout_of(n).section) for n, text in enumerate(book.paragraphs, 1)] == [
        ("It was a dark night.", ("One",)),
        ('It was a "day".', ("Two",)),
    ]


def test_a_pdf_has_its_pages_and_no_lines_from_their_edges() -> None:
    pages = [
        [
            "The Yearly Report",
            f"Part {n} is about the harbour and all that was dug there in the infra-",
            "structure programme of the town, which took years.",
            f"{n}",
        ]
        for n in range(1, 5)
    ]
    report = article("a.pdf", pdf(*pages))
    assert (report.title, report.published) == ("The report", date(2025, 5, 2))
    assert report.paragraphs == tuple(
        f"Part {n} is about the harbour and all that was dug there in the infrastructure programme"
        " of the town, which took years."
        for n in range(1, 5)
    )
    assert [report.layout_of(n).page for n in range(1, 5)] == [1, 2, 3, 4]


def test_a_line_in_larger_letters_is_a_heading_of_a_pdf() -> None:
    page = ["# Opening hours", "The pier opens at noon on every day but Monday.", "# Fares"]
    report = article("a.pdf", pdf([*page, "Entry is free for those who live in the town."]))
    assert [(text, report.layout_of(n).section) for n, text in enumerate(report.paragraphs, 1)] == [
        ("The pier opens at noon on every day but Monday.", ("Opening hours",)),
        ("Entry is free for those who live in the town.", ("Fares",)),
    ]


def test_numbered_edges_and_contents_of_a_pdf_are_no_text_and_a_command_is_no_heading() -> None:
    names = ("Pier", "Lift", "Gate", "Mole")
    body = "{} was dug by two hundred men from all the villages around the town."
    texts = [
        [f"{name} {n + 6}", body.format(name), "## ls /srv", f"{name} is open."]
        for n, name in enumerate(names, 1)
    ]
    report = article("a.pdf", pdf(*texts, ["9.1 The pier . . . . . . 12", body.format("It")]))
    shown = [(body.format(name), "## ls /srv", f"{name} is open.") for name in names]
    assert report.paragraphs == (*(text for page in shown for text in page), body.format("It"))
    assert not report.layout_of(2).section


def test_the_mark_of_a_note_in_a_book_is_not_shown() -> None:
    page = "<body><p>It was night.<a epub:type='noteref' href='#n'>1</a></p></body>"
    assert article("a.epub", epub(page)).paragraphs == ("It was night.",)


def test_a_sentence_goes_on_over_the_end_of_a_page() -> None:
    first = ["The harbour was dug by two hundred men from all the villages", "around it and by the"]
    report = article("a.pdf", pdf(first, ["people of the town."]))
    assert len(report.paragraphs) == 1


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.docx", b"no zip", "is not a readable Word document"),
        ("a.docx", zipped({"a.txt": "x"}), "has no text part"),
        ("a.epub", zipped({"a.txt": "x"}), "is not a readable EPUB book"),
        ("a.epub", b"PK\x03\x04", "is not a readable EPUB book"),
        ("a.pdf", b"%PDF-1.7\n", "is not a readable PDF"),
        ("a.pdf", pdf([]), "has no text"),
        ("a.docx", docx("", '<!DOCTYPE a [<!ENTITY b "c">]>'), "declares entities"),
        ("a.epub", zipped({"META-INF/rights.xml": "", "META-INF/container.xml": ""}), "protected"),
    ],
)
def test_what_is_none_of_its_kind_is_told_with_the_reason(
    name: str, data: bytes, told: str
) -> None:
    assert told in reason(name, data)


@pytest.mark.parametrize("name", ["a.docx", "a.epub"])
def test_a_zip_bomb_is_not_unpacked(name: str) -> None:
    bomb = b"<a>" + b" " * (33 * 1_024 * 1_024)
    data = zipped(
        {"word/document.xml": bomb, "META-INF/container.xml": bomb, "[Content_Types].xml": bomb}
    )
    assert len(data) < 1_000_000
    assert "too large when unpacked" in reason(name, data)


def test_a_word_document_that_would_take_minutes_is_told_to_be_too_large() -> None:
    data = docx(paragraph("a") * 100_000)
    assert len(data) < 1_000_000
    assert "too large when unpacked" in reason("a.docx", data)


def test_an_external_entity_is_not_followed() -> None:
    outside = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    assert "declares entities" in reason("a.docx", docx(paragraph("&x;"), outside))


VALID = {
    "a.docx": docx(paragraph("The pier opens at noon.", style="Heading1") + table(("a", "b"))),
    "a.epub": epub("<html><body><h1>One</h1><p>It was a dark night.</p></body></html>"),
    "a.pdf": pdf(["The pier opens at noon."]),
    "a.html": PAGE.encode(),
    "a.vtt": b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>The pier <i>opens</i> &amp; closes.\n",
    "a.md": b"# A\n\n- b\n\n| c | d |\n|--|--|\n| e | f |\n\n> g\n",
}


@given(st.sampled_from(sorted(VALID)), st.randoms(use_true_random=False), st.integers(1, 30))
def test_a_damaged_file_of_any_format_is_an_article_or_a_reason(
    name: str, chance: random.Random, times: int
) -> None:
    data = bytearray(VALID[name])
    for _ in range(times):
        data[chance.randrange(len(data))] = chance.randrange(256)
    read = read_article(name, bytes(data))
    if isinstance(read, ReadArticle):
        assert passages_of(read.article)
    else:
        assert read.text


@given(st.sampled_from(SUFFIXES), st.binary(max_size=300))
def test_any_bytes_are_an_article_or_a_reason_whatever_the_name_says(
    suffix: str, data: bytes
) -> None:
    read = read_article(f"a{suffix}", data)
    assert isinstance(read, ReadArticle) or read.text


TAGS = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<b>",
            "</b>",
            "<table>",
            "<tr>",
            "<td>",
            "<th>",
            "</table>",
            "<ul>",
            "<li>",
            "</ul>",
            "<ol>",
            "<pre>",
            "</pre>",
            "<h2>",
            "</h2>",
            "<div class='ad'>",
            "<div>",
            "</div>",
            "<br>",
            "text ",
            "&amp;",
            "&#0;",
            "&#x110000;",
            "<!--",
            "-->",
            "<script>",
            "</script>",
            "<article>",
            "<main>",
            "</main>",
            "<details>",
            "<summary>",
            "</details>",
            "<dl>",
            "<dt>",
            "<dd>",
            "<a href=x>",
            "</a>",
            "<",
            ">",
            "<![CDATA[",
            "<blockquote>",
            "</blockquote>",
            "<title>",
            "<meta name=author content=>",
            "\n",
        ]
    ),
    max_size=60,
).map("".join)


@given(TAGS)
def test_any_tags_are_an_article_or_a_reason(text: str) -> None:
    read = read_article("a.html", text.encode())
    assert isinstance(read, ReadArticle) or read.text


@pytest.mark.parametrize("suffix", [".md", ".html", ".txt"])
@pytest.mark.parametrize(
    "part",
    [
        "<!--",
        "%% ",
        "`",
        "[",
        "[[",
        "**a",
        "<a ",
        "<a b='",
        "> ",
        "- ",
        "{{ ",
        "{% ",
        "(",
        "![](",
        "Q: ",
    ],
)
def test_what_is_never_closed_costs_no_more_than_its_length(suffix: str, part: str) -> None:
    read = read_article(f"a{suffix}", (part * (60_000 // len(part))).encode())
    assert isinstance(read, ReadArticle) or read.text


def read_captions(lines: Sequence[Line], has_title: bool) -> Page:
    """Read subtitles: their text, without their numbers and times."""
    said = [line for line in lines if not line.text.isdigit() and "-->" not in line.text]
    return read_plain(said, has_title)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_new_format_of_text_is_one_reader_and_has_front_matter_and_encodings_by_itself(
    monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    captions = Format("captions", (".sub",), read_captions)
    monkeypatch.setattr(registry, "FORMATS", (*FORMATS, captions))
    text = (
        "---\ntitle: The café\n---\n1\n00:00:01,000 --> 00:00:02,000\nThe café opened.\n\n"
        "2\n00:00:03,000 --> 00:00:04,000\nIt is free.\n"
    )
    read = read_article("a.sub", text.encode(encoding))
    assert isinstance(read, ReadArticle)
    assert (read.article.title, read.report.format) == ("The café", "captions")
    assert read.article.paragraphs == ("The café opened.", "It is free.")


def test_advice_names_the_endings_of_text_from_the_registered_formats() -> None:
    assert registry.TEXT_SUFFIXES == ".txt or .md"
    assert registry.FORMAT_NAMES == "text, Markdown, subtitles, HTML, Word, EPUB or PDF"

from datetime import date

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from bot.articles.model import Article
from bot.articles.reader import ReadArticle, read_article
from bot.documents.problem import Problem
from bot.seed_editing.composing import Form, compose
from bot.seed_editing.model import SeedText

TEXT = "The bridge opened on Monday.\nIt cost nine million."


def article_of(form: Form) -> Article:
    composed = compose(form)
    assert isinstance(composed, SeedText)
    read = read_article(composed.name, composed.data)
    assert isinstance(read, ReadArticle)
    return read.article


def test_a_form_becomes_the_article_that_it_says() -> None:
    form = Form("The bridge opens", TEXT, "https://example.org/bridge", "The Courier", "2025-03-22")
    article = article_of(form)
    assert article.name == "the-bridge-opens.txt"
    assert article.title == "The bridge opens"
    assert article.url == "https://example.org/bridge"
    assert article.publisher == "The Courier"
    assert article.published == date(2025, 3, 22)
    assert article.paragraphs == ("The bridge opened on Monday.", "It cost nine million.")


def test_what_is_left_empty_is_left_out() -> None:
    composed = compose(Form("Bridge", TEXT))
    assert isinstance(composed, SeedText)
    assert composed.data.decode() == f"---\ntitle: Bridge\n---\n{TEXT}\n"


@pytest.mark.parametrize(
    "title",
    [
        "no",
        "2025-03-22",
        "12:30",
        "a: b # c",
        "---",
        "'quoted' \"twice\"",
        "!!python/object/apply:os.system [echo]",
        "&anchor *alias",
        "{curly: [square]}",
        "x\nurl: https://evil.example",
        "tab\tand\x07bell",
        "*x*",
        "[[wiki]] and {{ template }} <!-- comment --> ==mark== `code`",
        "R&amp;D at 10^6^ &lt;b&gt; \\*",
        "C# and :rocket: [a](b) #",
        "<b>bold</b> ~~struck~~ C:\\*",
        "\u2028separator\ufeff",
        "\ud800",
    ],
)
def test_nothing_in_a_title_becomes_anything_else(title: str) -> None:
    article = article_of(Form(title, TEXT))
    assert article.title == " ".join(title.split()).encode("utf-8", "replace").decode()
    assert article.url is None


MARKUP = st.text(st.sampled_from("ab *_`~[](){}<>!#=%&;:\\^|$+-@1.'"), min_size=1)


@given(st.text(min_size=1) | MARKUP, st.text(min_size=1))
@example("0*\0", "0\0")
@example("__0_", "0")
def test_any_title_and_publisher_are_read_back_as_they_were(title: str, publisher: str) -> None:
    assume(title.split())
    composed = compose(Form(title, TEXT, publisher=publisher))
    assert isinstance(composed, SeedText)
    read = read_article(composed.name, composed.data)
    assert isinstance(read, ReadArticle)
    assert read.article.title == " ".join(title.split()).replace("\0", "\ufffd")
    assert read.article.publisher == (" ".join(publisher.split()) or None)
    assert read.article.paragraphs == tuple(TEXT.split("\n"))


@given(*[st.text(st.characters(), max_size=100)] * 5)
def test_any_form_gives_a_file_or_a_reason(
    title: str, text: str, url: str, publisher: str, published: str
) -> None:
    assert isinstance(compose(Form(title, text, url, publisher, published)), SeedText | Problem)


@pytest.mark.parametrize(
    ("form", "reason"),
    [
        (Form(" ", TEXT), "has no title"),
        (Form("Bridge", " "), "has no sentence"),
        (
            Form("Bridge", TEXT, url="javascript:alert(1)"),
            "has an address that does not begin with http",
        ),
        (Form("Bridge", TEXT, published="yesterday"), "write it as 2025-03-22"),
        (Form(" ", TEXT, published="x"), "has no title; add one; has an invalid date"),
        (Form("Bridge", "Text.\0"), "is not a text file"),
    ],
)
def test_what_the_reader_would_ignore_or_refuse_is_told(form: Form, reason: str) -> None:
    composed = compose(form)
    assert isinstance(composed, Problem)
    assert reason in composed.text

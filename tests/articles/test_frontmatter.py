from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.frontmatter import FrontMatter, front_matter_of
from bot.documents.lines import divide_lines
from bot.documents.metadata.header import read_header
from bot.documents.problem import Warned

Read = tuple[FrontMatter, tuple[Warned, ...], list[str]]


def read(text: str) -> Read:
    header = read_header(divide_lines(text))
    front, warnings = front_matter_of(header)
    return front, (*header.warnings, *warnings), [line.text for line in header.body]


def fields(yaml: str) -> FrontMatter:
    front, warnings, _ = read(f"---\n{yaml}\n---")
    assert warnings == ()
    return front


def warning(yaml: str) -> Warned:
    front, (told,), _ = read(f"---\n{yaml}\n---")
    assert front.title is None
    return told


def test_every_key_is_read() -> None:
    assert fields(
        "title: ' The  bridge\\topens '\n"
        "url: https://example.org/bridge\n"
        "publisher: The Courier\n"
        "authors: [Ann Example, Ben Example]\n"
        "published: 2025-03-22\n"
        "language: pt-BR\n"
        "tags: bridges, rivers"
    ) == FrontMatter(
        title="The bridge\\topens",
        url="https://example.org/bridge",
        publisher="The Courier",
        authors=("Ann Example", "Ben Example"),
        published=date(2025, 3, 22),
        language="pt-BR",
        tags=("bridges", "rivers"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: The pier: reopens\ndate: 2025-05-02\nauthor: Ann Example\n---\nBody",
        '+++\ntitle = "The pier: reopens"\ndate = 2025-05-02T10:00:00Z\n'
        'authors = ["Ann Example"]\n[extra]\nteam = "x"\n+++\nBody',
        '{\n "title": "The pier: reopens",\n "date": "2025-05-02",\n'
        ' "author": {"name": "Ann Example"}\n}\nBody',
        "Title: The pier: reopens\nDate: 2025-05-02 10:20\nAuthor: Ann Example\n\nBody",
        "% The pier: reopens\n% Ann Example\n% May 2, 2025\n\nBody",
        "---\nTitle: 'The pier: reopens'\nDate: 2 May 2025\nauthors:\n  - name: Ann Example\n"
        "    email: a@example.org\n---\nBody",
        "---\ntitle: 'The pier: reopens'\npublishDate: 2025-05-02\nby: Ann Example\n---\nBody",
    ],
    ids=["YAML", "TOML", "JSON", "Pelican", "Pandoc", "capitals", "Hugo"],
)
def test_the_headers_of_other_tools_are_read(text: str) -> None:
    front, _, body = read(text)
    assert (front.title, front.published, front.authors) == (
        *("The pier: reopens", date(2025, 5, 2), ("Ann Example",)),
    )
    assert [line for line in body if line] == ["Body"]


@pytest.mark.parametrize(
    "text",
    [
        "It rained.\nIt snowed.",
        "It rained.\n---\ntitle: A\n---",
        "---\nIt rained.\n---\nIt snowed.",
        "---\nIt rained.\n\nIt snowed.",
        "Date and time are below.\n\nText.",
        "Note: this is text.\nAnd so is this.\n\nText.",
        "{not: json}\nText",
        "",
    ],
)
def test_what_only_looks_like_a_header_is_text(text: str) -> None:
    front, warnings, body = read(text)
    assert (front, warnings) == (FrontMatter(), ())
    assert body == text.split("\n")


@pytest.mark.parametrize(
    "text",
    ["---\ntitle: A\n---\nBody", "\n \n---\ntitle: A\n...\nBody", "--- \ntitle: A\n---\t\nBody"],
)
def test_it_ends_at_its_fence_and_the_rest_keeps_its_line_numbers(text: str) -> None:
    header = read_header(divide_lines(text))
    assert header.values == {"title": "A"}
    assert [line.number for line in header.body] == [len(text.split("\n"))]


@pytest.mark.parametrize("yaml", ["", "# a comment", "title:", "title: ''", "title: ~\ntags: []"])
def test_a_key_without_a_value_is_left_out(yaml: str) -> None:
    assert fields(yaml) == FrontMatter()


def test_the_speaker_of_a_talk_is_its_author() -> None:
    assert fields("speakers: ['Ann Example']").authors == ("Ann Example",)


def test_the_day_of_a_page_of_microsoft_has_its_month_first() -> None:
    assert fields("ms.date: 05/02/2024").published == date(2024, 5, 2)


@pytest.mark.parametrize("yaml", ['"[[Ann Example]]"', '"[Ann Example](https://e.org)"'])
def test_an_author_may_be_a_link(yaml: str) -> None:
    assert fields(f"author: {yaml}").authors == ("Ann Example",)


def test_norwegian_needs_no_quotes() -> None:
    assert fields("language: no").language == "no"


@pytest.mark.parametrize(
    ("yaml", "told"),
    [
        ("title: [A]", "'title' is ignored: it is a list, but text"),
        ("title: {a: b}", "'title' is ignored: it is a group of keys, but text"),
        ("tags: {a: b}", "'tags' is ignored: it is a group of keys, but text or a list"),
        ("url: example.org", "'url' is ignored: it is 'example.org', but an address such as"),
        ("url: javascript:x", "'url' is ignored: it is 'javascript:x', but an address such as"),
        ("url: https://u@e.org", "'url' is ignored: it is 'https://u@e.org', but an address"),
        ("published: 2025-13-45", "'published' is ignored: it is '2025-13-45', but a date such"),
        ("date: 03/04/2025", "'date' is ignored: it is '03/04/2025', but a date such as"),
        ("language: English, please", "'language' is ignored: it is 'English, please', but a"),
        ("language: true", "'language' is ignored: it is True, but a language tag such as"),
        (f"url: {'x' * 100}", f"'url' is ignored: it is '{'x' * 59}…', but an address"),
        ("titel: A", "'titel' is not a front-matter key and is ignored; did you mean 'title'?"),
    ],
    ids=lambda value: value[:24],
)
def test_what_a_key_does_not_take_is_ignored_with_a_warning(yaml: str, told: str) -> None:
    assert warning(yaml).text.startswith(told)
    assert warning(yaml).line == 2


def test_the_next_key_for_the_same_thing_is_taken_where_one_has_no_use() -> None:
    assert fields("published: true\ndate: 2025-03-22").published == date(2025, 3, 22)
    assert fields("url: /posts/bridge/\ncanonical: https://example.org/b").url == (
        "https://example.org/b"
    )


def test_keys_of_other_tools_are_no_warnings_but_are_told() -> None:
    assert fields("layout: post\ncolour: red\npagefind: 1").unused == ("colour", "pagefind")


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("---\ntitle: A\n\nIt rained.", 1, "is not closed"),
        ("---\ntitle: A: B\n---", 2, "put text that contains ': ' into quotes"),
        ("\n---\ntitle: A: B\nurl: [\n---", 3, "is not valid YAML"),
        ("---\ntitle: A\ntitle: A: B\n---", 3, "is not valid YAML"),
        ("---\ntitle: &a 'A: B'\n---", 2, "anchors"),
        ("+++\ntitle = A: B\n+++", 2, "is not valid TOML"),
    ],
)
def test_a_fault_costs_neither_the_article_nor_the_other_keys(
    text: str, line: int, told: str
) -> None:
    front, warnings, _ = read(text)
    assert front.title
    assert (warnings[0].line, told in warnings[0].text) == (line, True)


@given(st.text(st.sampled_from("titleurpbshdagn: []{}'\"-#\n0123é,=+%"), max_size=120))
def test_any_text_between_fences_is_read_with_warnings_on_its_lines(text: str) -> None:
    for fence in ("---", "+++"):
        _, warnings, body = read(f"{fence}\n{text}\n{fence}\nBody")
        assert body[-1] == "Body"
        assert all(1 <= (each.line or 1) <= text.count("\n") + 4 for each in warnings)


def test_a_list_of_people_is_read_also_where_the_yaml_has_a_fault() -> None:
    front, (told,), _ = read(
        "---\ntitle: The bridge: it opens\nauthors:\n"
        "- name: Ann Example\n  role: x\n- Ben Example\n---"
    )
    assert front.authors == ("Ann Example", "Ben Example")
    assert "line by line" in told.text


@pytest.mark.parametrize("key", ["publish", "draft", "weight", "icon"])
def test_a_key_that_tools_have_is_no_misspelt_one(key: str) -> None:
    assert read(f"---\n{key}: 1\n---")[:2] == (FrontMatter(), ())


def test_the_question_of_a_page_of_a_faq_is_its_title() -> None:
    assert fields("id: 068529125b\nquestion: Can I join late?\nsection: General").title == (
        "Can I join late?"
    )

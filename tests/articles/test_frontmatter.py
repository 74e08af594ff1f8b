from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.frontmatter import FrontMatter, read_front_matter
from bot.documents.lines import Line
from bot.documents.problem import Rejected, Warned

Read = tuple[FrontMatter, tuple[Warned, ...], tuple[Line, ...]]


def read(text: str) -> Read:
    lines = [Line(number, line) for number, line in enumerate(text.split("\n"), 1)]
    return read_front_matter(lines)


def fields(yaml: str) -> FrontMatter:
    front, warnings, _ = read(f"---\n{yaml}\n---")
    assert warnings == ()
    return front


def warning(yaml: str) -> Warned:
    front, (told,), _ = read(f"---\n{yaml}\n---")
    assert front == FrontMatter()
    return told


def test_every_key_is_read() -> None:
    assert fields(
        "title: ' The  bridge\\topens '\n"
        "url: https://example.org/bridge\n"
        "publisher: The Courier\n"
        "authors: [Ann Example, Ben Example]\n"
        "published: 2025-03-22\n"
        "language: pt-BR\n"
        "tags: bridges"
    ) == FrontMatter(
        title="The bridge\\topens",
        url="https://example.org/bridge",
        publisher="The Courier",
        authors=("Ann Example", "Ben Example"),
        published=date(2025, 3, 22),
        language="pt-BR",
        tags=("bridges",),
    )


@pytest.mark.parametrize("text", ["It rained.\nIt snowed.", "It rained.\n---\ntitle: A\n---", ""])
def test_a_file_need_not_have_any(text: str) -> None:
    front, warnings, body = read(text)
    assert (front, warnings) == (FrontMatter(), ())
    assert [line.text for line in body] == text.split("\n")


@pytest.mark.parametrize(
    "text",
    ["---\ntitle: A\n---\nBody", "\n \n---\ntitle: A\n...\nBody", "--- \ntitle: A\n---\t\nBody"],
)
def test_it_ends_at_its_fence_and_the_rest_keeps_its_line_numbers(text: str) -> None:
    front, _, body = read(text)
    assert front == FrontMatter(title="A")
    assert body == (Line(len(text.split("\n")), "Body"),)


@pytest.mark.parametrize("yaml", ["", "# a comment", "title:", "title: ''", "title: ~\ntags: []"])
def test_a_key_without_a_value_is_left_out(yaml: str) -> None:
    assert fields(yaml) == FrontMatter()


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2025-03-22", date(2025, 3, 22)),
        ("'2025-03-22'", date(2025, 3, 22)),
        ("2025-03-22T10:30:00Z", date(2025, 3, 22)),
        ("2025-03-22 10:30:00", date(2025, 3, 22)),
        ("'2025-03-22 in the morning'", date(2025, 3, 22)),
    ],
)
def test_a_day_may_have_its_hour(written: str, day: date) -> None:
    assert fields(f"published: {written}").published == day


def test_norwegian_needs_no_quotes() -> None:
    assert fields("language: no").language == "no"


@pytest.mark.parametrize(
    ("yaml", "told"),
    [
        ("title: 42", "'title' is ignored: it is 42, but text"),
        ("title: [A]", "'title' is ignored: it is a list, but text"),
        ("title: {a: b}", "'title' is ignored: it is a group of keys, but text"),
        ("publisher: 2025-03-22", "'publisher' is ignored: it is 2025-03-22, but text"),
        ("authors: [Ann, 3]", "'authors' is ignored: it is a list, but text or a list"),
        ("tags: [[a]]", "'tags' is ignored: it is a list, but text or a list"),
        ("url: example.org", "'url' is ignored: it is 'example.org', but an address such as"),
        ("url: javascript:x", "'url' is ignored: it is 'javascript:x', but an address such as"),
        ("url: https://u@e.org", "'url' is ignored: it is 'https://u@e.org', but an address"),
        ("published: 22.03.2025", "'published' is ignored: it is '22.03.2025', but a date such"),
        ("published: 2025-13-45", "'published' is ignored: it is '2025-13-45', but a date such"),
        ("published: 1742601600", "'published' is ignored: it is 1742601600, but a date such"),
        ("language: English, please", "'language' is ignored: it is 'English, please', but a"),
        ("language: true", "'language' is ignored: it is True, but a language tag such as"),
        (f"title: {'9' * 39}", "'title' is ignored: it is a huge number, but text"),
        (f"url: {'x' * 100}", f"'url' is ignored: it is '{'x' * 59}…', but an address"),
        ("titel: A", "'titel' is no key of front matter and is ignored; did you mean 'title'?"),
        ("Title: A", "'Title' is no key of front matter and is ignored; did you mean 'title'?"),
        ("colour: red", "'colour' is no key of front matter and is ignored; the keys are title,"),
    ],
    ids=lambda value: value[:24],
)
def test_what_a_key_does_not_take_is_ignored_with_a_warning(yaml: str, told: str) -> None:
    assert warning(yaml).text.startswith(told)
    assert warning(yaml).line == 2


def test_warnings_come_in_the_order_of_their_lines() -> None:
    _, warnings, _ = read("\n---\nkey: 1\ntitle: 2\nurl: 3\n---")
    assert [each.line for each in warnings] == [3, 4, 5]


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("---\nIt rained.", 1, "is not closed"),
        ("\n\n---\ntitle: A", 3, "is not closed"),
        ("---\n- A\n---", 1, "a list of 'key: value' lines is expected"),
        ("---\nIt rained.\n---", 1, "a list of 'key: value' lines is expected"),
        ("---\ntitle: A: B\n---", 2, "put text that holds ': ' into quotes"),
        ("\n---\ntitle: A\nurl: [\n---", 4, "is not valid YAML"),
        ("---\ntitle: A\ntitle: B\n---", 3, "the key 'title' is here twice (first on line 2)"),
        ("---\ntitle: &a A\n---", 2, "anchors"),
    ],
)
def test_what_is_no_list_of_keys_rejects_the_file_with_the_line(
    text: str, line: int, told: str
) -> None:
    with pytest.raises(Rejected) as caught:
        read(text)
    assert caught.value.line == line
    assert told in caught.value.text


@given(st.text(st.sampled_from("titleurpbshdagn: []{}'\"-#\n0123é,"), max_size=120))
def test_any_text_between_fences_is_read_or_rejected_on_one_of_its_lines(text: str) -> None:
    told: list[int] = []
    try:
        _, warnings, _ = read(f"---\n{text}\n---\nBody")
        told.extend(each.line or 0 for each in warnings)
    except Rejected as rejected:
        told.append(rejected.line or 0)
    assert all(1 <= line <= text.count("\n") + 4 for line in told)

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord_app.ui import markdown
from tests.discord_app.discord_markdown import bold, displayed, interpreted

MARKS = [
    *("*", "**", "_", "__", "~~", "||", "`", "```", "\\", "<", ">", "[", "]", "(", ")", "#", "-"),
    *("# ", "- ", "+ ", "-# ", "1. ", "22) ", "> ", ">>> ", ":", ":100:", "<@1>", "<@&2>", "<#3>"),
    *("<t:0:R>", "<a:b:4>", "</ask:5>", "<id:guide>", "@everyone", "@here", "https://a.b/c_d"),
    *("[a](http://b)", "\n", "\r\n", "\u2028", " ", "word", "é", "日本", "\u202e", "🙂"),
]
texts = st.one_of(st.text(), st.lists(st.sampled_from(MARKS)).map("".join))


@given(texts)
def test_nothing_of_a_text_is_interpreted(text: str) -> None:
    assert interpreted(markdown.escape(text)) == []


@given(texts)
def test_people_see_the_text_as_it_stands(text: str) -> None:
    assert displayed(markdown.escape(text)) == text


@given(texts)
def test_each_piece_shows_its_character(text: str) -> None:
    assert [displayed(piece) for piece in markdown.pieces(text)] == list(text)


@pytest.mark.parametrize(
    "text",
    [
        "A plain sentence, with “quotes”, 50% and (brackets) – and a dash.",
        "It’s off-limits; 3.5 million, e.g. U.S. forces: all of it!",
    ],
)
def test_ordinary_sentences_need_no_escapes(text: str) -> None:
    assert markdown.escape(text) == text


@given(texts, st.integers(1, 60))
def test_a_fitted_text_is_never_longer_than_its_limit(text: str, limit: int) -> None:
    assert len(markdown.fit(text, limit)) <= limit


@given(texts, st.integers(1, 60))
def test_a_fitted_text_is_whole_or_a_beginning_with_an_ellipsis(text: str, limit: int) -> None:
    shown = displayed(markdown.fit(text, limit))
    assert shown == text or (shown[-1] == "…" and text.startswith(shown[:-1]))


@given(texts, st.integers(1, 60))
def test_a_cut_text_is_not_interpreted_either(text: str, limit: int) -> None:
    assert interpreted(markdown.fit(text, limit)) == []


def test_a_text_that_only_fits_before_escaping_is_cut() -> None:
    assert markdown.fit("*" * 3_000, 4_096) == r"\*" * 2_047 + "…"


@given(texts, st.integers(3, 60))
def test_a_quote_is_never_longer_than_its_limit(text: str, limit: int) -> None:
    assert len(markdown.quote(text, limit).markdown) <= limit


def test_every_line_of_a_quote_is_quoted() -> None:
    assert markdown.quote("one\ntwo\r\nthree\rfour", 100).markdown == (
        "> one\n> two\r\n> three\r> four"
    )


@pytest.mark.parametrize(("limit", "is_cut"), [(10, False), (9, True)])
def test_a_quote_says_whether_it_was_cut(limit: int, is_cut: bool) -> None:
    assert markdown.quote("one *two", limit + 1).is_cut is is_cut


@pytest.mark.parametrize(
    ("label", "url", "shown"),
    [
        pytest.param("A title: b", "https://a.b/c", "[A title: b](https://a.b/c)", id="plain"),
        pytest.param("A *title*", "https://a.b", r"A \*title\* ([open](https://a.b))", id="marks"),
        pytest.param("A title", None, "A title", id="no address"),
        pytest.param("A title", "javascript:x", "A title", id="another scheme"),
        pytest.param("A title", "https://a.b/" + "c" * 600, "A title", id="long address"),
        pytest.param("A\n  title", None, "A title", id="several lines"),
        pytest.param(
            "T", "https://a.b/c_(d) e\\f", "[T](https://a.b/c_%28d%29%20e%5Cf)", id="brackets"
        ),
        pytest.param("\u202e", "https://a.b", "[…](https://a.b)", id="nothing to see"),
    ],
)
def test_a_link_shows_its_label_as_it_stands(label: str, url: str | None, shown: str) -> None:
    assert markdown.link(label, url, 100) == shown


@given(texts, st.one_of(st.none(), texts.map("https://".__add__)), st.integers(3, 60))
def test_a_link_keeps_its_limit(label: str, url: str | None, limit: int) -> None:
    assert len(markdown.link(label, url, limit)) <= limit + markdown.LONGEST_LINK


def test_a_name_cannot_reorder_what_stands_around_it() -> None:
    assert markdown.name("safe\u202egnp.exe\u2066", 100) == "safegnp.exe"


def test_a_name_written_from_right_to_left_is_isolated() -> None:
    assert markdown.name("خبر", 100) == "\u2068خبر\u2069"


spans = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted).map(tuple))


@given(texts, spans)
def test_bold_changes_no_character(text: str, marked: list[tuple[int, int]]) -> None:
    assert displayed(markdown.fit(text, 1_000, bold=marked)) == text


@given(texts, st.integers(0, 30), st.integers(1, 30))
def test_what_is_bold_is_the_span_without_the_blanks_around_it(
    text: str, start: int, length: int
) -> None:
    inside = text[start : start + length].strip()
    shown = markdown.fit(text, 1_000, bold=[(start, start + length)])
    assert bold(shown) == ([inside] if inside else [])


@given(texts, spans)
def test_nothing_but_the_bold_is_interpreted(text: str, marked: list[tuple[int, int]]) -> None:
    shown = markdown.fit(text, 1_000, bold=marked)
    assert set(interpreted(shown)) <= {"bold"}


@pytest.mark.parametrize(
    ("text", "marked", "shown"),
    [
        pytest.param("in Pyongyang, which", [(3, 12)], "in **Pyongyang**, which", id="a word"),
        pytest.param("a *b* c", [(2, 5)], r"a **\*b\*** c", id="marks inside"),
        pytest.param("**b**", [(2, 3)], r"\*\***b**\*\*", id="marks around"),
        pytest.param("25 km", [(0, 1)], "**2**5 km", id="within a word"),
        pytest.param("a b c", [(1, 4)], "a **b** c", id="blanks at the ends"),
        pytest.param("a b", [(1, 2)], "a b", id="a blank alone"),
        pytest.param("abcd", [(0, 2), (2, 4)], "**abcd**", id="spans that touch"),
        pytest.param("a b c d", [(4, 5), (0, 3)], "**a b** **c** d", id="two spans"),
        pytest.param("one two", [(4, 99)], "one **two**", id="beyond the end"),
    ],
)
def test_a_span_is_shown_in_bold(text: str, marked: list[tuple[int, int]], shown: str) -> None:
    assert markdown.fit(text, 100, bold=marked) == shown


@given(texts, st.integers(12, 60), st.integers(0, 30), st.integers(1, 30))
def test_a_cut_text_with_bold_keeps_its_limit_and_its_characters(
    text: str, limit: int, start: int, length: int
) -> None:
    shown = markdown.quote(text, limit, bold=[(start, start + length)]).markdown
    assert len(shown) <= limit
    plain = displayed(shown).removeprefix("> ").replace("\n> ", "\n").replace("\r> ", "\r")
    plain = plain.replace("\r\n> ", "\r\n")
    assert plain == text or (plain[-1] == "…" and text.startswith(plain[:-1]))


@pytest.mark.parametrize(
    ("published", "unix"),
    [
        (date(2025, 3, 22), 1742644800),
        (date(1969, 12, 31), -43200),
        (date(1, 1, 1), -62135553600),
        (date(9999, 12, 31), 253402257600),
    ],
)
def test_a_day_is_a_time_stamp_of_its_noon(published: date, unix: int) -> None:
    assert markdown.day(published) == f"<t:{unix}:D>"

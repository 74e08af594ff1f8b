"""What kind of thing a question asks for, and where a text has such things."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.retrieval.answer_types import Kind, kind_asked, spans_of, undated_spans_of


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        pytest.param("When did they meet?", Kind.DATE, id="when"),
        pytest.param("In what year was it built?", Kind.DATE, id="what-year"),
        pytest.param("which day does it sail", Kind.DATE, id="which-day"),
        pytest.param("HOW MANY boats sank?", Kind.NUMBER, id="how-many"),
        pytest.param("How much does it cost?", Kind.NUMBER, id="how-much"),
        pytest.param("how old is she", Kind.NUMBER, id="how-old"),
        pytest.param("What percentage agreed?", Kind.NUMBER, id="what-percentage"),
        pytest.param("Who is Sergei Shoigu?", Kind.NAME, id="who"),
        pytest.param("Whom did she meet?", Kind.NAME, id="whom"),
        pytest.param("Where was it signed?", Kind.NAME, id="where"),
        pytest.param("Which city is it in?", Kind.NAME, id="which-city"),
        pytest.param("Which university made the survey?", Kind.NAME, id="which-university"),
        pytest.param("What did they discuss?", None, id="what"),
        pytest.param("What happens when it rains?", None, id="when-of-a-clause"),
        pytest.param("Which scientist, who won, is it?", Kind.NAME, id="who-of-a-clause"),
        pytest.param("What did the WHO say?", None, id="a-name"),
        pytest.param("WHO SAID IT", Kind.NAME, id="headline"),
        pytest.param("Why did it sink?", None, id="why"),
        pytest.param("how did it sink", None, id="how"),
        pytest.param("the whole story", None, id="who-inside-a-word"),
        pytest.param("", None, id="empty"),
    ],
)
def test_the_form_of_a_question_tells_the_kind_of_its_answer(
    question: str, kind: Kind | None
) -> None:
    assert kind_asked(question) is kind


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        pytest.param(Kind.DATE, "on 22 March they met", ["22 March"], id="day-month"),
        pytest.param(Kind.DATE, "on March 22, 2025", ["March 22, 2025"], id="month-day-year"),
        pytest.param(Kind.DATE, "in 1987 and 2027", ["1987", "2027"], id="years"),
        pytest.param(Kind.DATE, "since the 1960s", ["1960s"], id="decade"),
        pytest.param(Kind.DATE, "last year on Tuesday", ["last year", "Tuesday"], id="relative"),
        pytest.param(Kind.DATE, "the 19th century", ["19th century"], id="century"),
        pytest.param(Kind.DATE, "late in February", ["February"], id="month"),
        pytest.param(Kind.DATE, "room 101 of 24,000", [], id="no-date"),
        pytest.param(Kind.NUMBER, "it cost £3.4 million", ["£3.4 million"], id="money"),
        pytest.param(Kind.NUMBER, "two fishing boats", ["two"], id="number-word"),
        pytest.param(Kind.NUMBER, "some 1,200 islanders", ["1,200"], id="thousands"),
        pytest.param(Kind.NUMBER, "of 12 percent over", ["12 percent"], id="percent"),
        pytest.param(Kind.NUMBER, "50% of it", ["50%"], id="percent-sign"),
        pytest.param(Kind.NUMBER, "92 miles per hour", ["92 miles"], id="unit"),
        pytest.param(Kind.NUMBER, "someone often said", [], id="number-inside-a-word"),
        pytest.param(Kind.NAME, "then Sergei Shoigu met", ["Sergei Shoigu"], id="name"),
        pytest.param(Kind.NAME, "at the Bank of Avalon now", ["Bank of Avalon"], id="name-with-of"),
        pytest.param(Kind.NAME, "Yesterday it rained", [], id="first-word-alone"),
        pytest.param(Kind.NAME, "Maren Holt said", ["Maren Holt"], id="name-at-the-start"),
        pytest.param(Kind.NAME, "then Holt.", ["Holt"], id="name-at-the-end"),
        pytest.param(Kind.NAME, "in the U.S.", ["U.S."], id="name-with-full-stops"),
        pytest.param(Kind.NAME, "nobody was there", [], id="no-name"),
    ],
)
def test_a_text_has_things_of_a_kind_where_it_has_them(
    kind: Kind, text: str, expected: list[str]
) -> None:
    assert [text[start:end] for start, end in spans_of(kind, text)] == expected


@given(st.sampled_from(Kind), st.text("ABCabc 0123456789.,-%£’Maytwo"))
def test_spans_are_in_order_apart_and_inside_the_text(kind: Kind, text: str) -> None:
    last = 0
    for start, end in spans_of(kind, text):
        assert last <= start < end <= len(text)
        last = end


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        (Kind.NAME, "It was signed in June by Kim Jong Un.", ["Kim Jong Un"]),
        (Kind.NAME, "He was born in the U.S.", ["U.S."]),
        (Kind.NUMBER, "On 22 March two boats sank.", ["two"]),
        (Kind.DATE, "On 22 March two boats sank.", ["22 March"]),
    ],
)
def test_what_is_part_of_a_date_is_no_name_and_no_number(
    kind: Kind, text: str, found: list[str]
) -> None:
    assert [text[start:end] for start, end in undated_spans_of(kind, text)] == found

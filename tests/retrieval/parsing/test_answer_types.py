"""What kind of thing a question asks for, and where a text has such things."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.retrieval.parsing.answer_types import (
    AnswerType,
    answer_type_of,
    spans_of,
    undated_spans_of,
)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        pytest.param("When did they meet?", AnswerType.DATE, id="when"),
        pytest.param("In what year was it built?", AnswerType.DATE, id="what-year"),
        pytest.param("which day does it sail", AnswerType.DATE, id="which-day"),
        pytest.param("HOW MANY boats sank?", AnswerType.NUMBER, id="how-many"),
        pytest.param("How much does it cost?", AnswerType.NUMBER, id="how-much"),
        pytest.param("how old is she", AnswerType.NUMBER, id="how-old"),
        pytest.param("What percentage agreed?", AnswerType.NUMBER, id="what-percentage"),
        pytest.param("Who is Sergei Shoigu?", AnswerType.NAME, id="who"),
        pytest.param("Whom did she meet?", AnswerType.NAME, id="whom"),
        pytest.param("Where was it signed?", AnswerType.NAME, id="where"),
        pytest.param("Which city is it in?", AnswerType.NAME, id="which-city"),
        pytest.param("Which university made the survey?", AnswerType.NAME, id="which-university"),
        pytest.param("What did they discuss?", None, id="what"),
        pytest.param("What happens when it rains?", None, id="when-of-a-clause"),
        pytest.param("Which scientist, who won, is it?", AnswerType.NAME, id="who-of-a-clause"),
        pytest.param("What did the WHO say?", None, id="a-name"),
        pytest.param("WHO SAID IT", AnswerType.NAME, id="headline"),
        pytest.param("Why did it sink?", None, id="why"),
        pytest.param("how did it sink", None, id="how"),
        pytest.param("the whole story", None, id="who-inside-a-word"),
        pytest.param("", None, id="empty"),
    ],
)
def test_the_form_of_a_question_tells_the_kind_of_its_answer(
    question: str, kind: AnswerType | None
) -> None:
    assert answer_type_of(question) is kind


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        pytest.param(AnswerType.DATE, "on 22 March they met", ["22 March"], id="day-month"),
        pytest.param(AnswerType.DATE, "on March 22, 2025", ["March 22, 2025"], id="month-day-year"),
        pytest.param(AnswerType.DATE, "in 1987 and 2027", ["1987", "2027"], id="years"),
        pytest.param(AnswerType.DATE, "since the 1960s", ["1960s"], id="decade"),
        pytest.param(
            AnswerType.DATE, "last year on Tuesday", ["last year", "Tuesday"], id="relative"
        ),
        pytest.param(AnswerType.DATE, "the 19th century", ["19th century"], id="century"),
        pytest.param(AnswerType.DATE, "late in February", ["February"], id="month"),
        pytest.param(AnswerType.DATE, "room 101 of 24,000", [], id="no-date"),
        pytest.param(AnswerType.NUMBER, "it cost £3.4 million", ["£3.4 million"], id="money"),
        pytest.param(AnswerType.NUMBER, "two fishing boats", ["two"], id="number-word"),
        pytest.param(AnswerType.NUMBER, "some 1,200 islanders", ["1,200"], id="thousands"),
        pytest.param(AnswerType.NUMBER, "of 12 percent over", ["12 percent"], id="percent"),
        pytest.param(AnswerType.NUMBER, "50% of it", ["50%"], id="percent-sign"),
        pytest.param(AnswerType.NUMBER, "92 miles per hour", ["92 miles"], id="unit"),
        pytest.param(AnswerType.NUMBER, "someone often said", [], id="number-inside-a-word"),
        pytest.param(AnswerType.NAME, "then Sergei Shoigu met", ["Sergei Shoigu"], id="name"),
        pytest.param(
            AnswerType.NAME, "at the Bank of Avalon now", ["Bank of Avalon"], id="name-with-of"
        ),
        pytest.param(AnswerType.NAME, "Yesterday it rained", [], id="first-word-alone"),
        pytest.param(AnswerType.NAME, "Maren Holt said", ["Maren Holt"], id="name-at-the-start"),
        pytest.param(AnswerType.NAME, "then Holt.", ["Holt"], id="name-at-the-end"),
        pytest.param(AnswerType.NAME, "in the U.S.", ["U.S."], id="name-with-full-stops"),
        pytest.param(AnswerType.NAME, "nobody was there", [], id="no-name"),
    ],
)
def test_a_text_has_things_of_a_kind_where_it_has_them(
    kind: AnswerType, text: str, expected: list[str]
) -> None:
    assert [text[start:end] for start, end in spans_of(kind, text)] == expected


@given(st.sampled_from(AnswerType), st.text("ABCabc 0123456789.,-%£’Maytwo"))
def test_spans_are_in_order_apart_and_inside_the_text(kind: AnswerType, text: str) -> None:
    last = 0
    for start, end in spans_of(kind, text):
        assert last <= start < end <= len(text)
        last = end


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        (AnswerType.NAME, "It was signed in June by Kim Jong Un.", ["Kim Jong Un"]),
        (AnswerType.NAME, "He was born in the U.S.", ["U.S."]),
        (AnswerType.NUMBER, "On 22 March two boats sank.", ["two"]),
        (AnswerType.DATE, "On 22 March two boats sank.", ["22 March"]),
    ],
)
def test_what_is_part_of_a_date_is_no_name_and_no_number(
    kind: AnswerType, text: str, found: list[str]
) -> None:
    assert [text[start:end] for start, end in undated_spans_of(kind, text)] == found


@pytest.mark.parametrize(
    ("language", "question", "kind", "text", "found"),
    [
        (
            "uk",
            "Скільки коштував міст?",
            AnswerType.NUMBER,
            "Він коштував 93 мільйони.",
            "93 мільйони",
        ),
        ("uk", "коли це було", AnswerType.DATE, "Міст відкрили 18 вересня.", "18 вересня"),
        ("ru", "сколько человек пришло", AnswerType.NUMBER, "Пришло две тысячи.", "две тысячи"),
        ("de", "Wie lang ist er?", AnswerType.NUMBER, "Er ist vierzehn Meter lang.", "vierzehn"),
        ("es", "¿En qué año nació?", AnswerType.DATE, "Nació en 1961.", "1961"),
        ("zh", "有多少法官？", AnswerType.NUMBER, "共有十八名法官。", "十八"),
    ],
)
def test_other_languages_ask_for_numbers_and_dates_too(
    language: str, question: str, kind: AnswerType, text: str, found: str
) -> None:
    assert answer_type_of(question, language) is kind
    assert [text[slice(*span)] for span in spans_of(kind, text, language)] == [found]

"""The characters of a sentence that answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.retrieval.answers.answering import answer
from bot.retrieval.corpus import Corpus
from bot.retrieval.deciding.highlight import highlight, matching
from bot.retrieval.question import Question

BOATS = (
    "It swept 40 metres of the wall into the sea and sank two fishing boats, but nobody was killed."
)
GANNET = (
    "The MV Gannet, a red-hulled ship built in 1987 and able to carry 38 cars, will make four"
    " crossings a day."
)
TRUMP = (
    "Earlier, Ukraine and Russia agreed in principle to a limited ceasefire after US President"
    " Donald Trump spoke with the leaders of both countries."
)
MEETING = "The 22 March meeting between Kim and Sergei Shoigu came after a report in late February."


SINKING = "On 9 May the Gannet, with 38 cars and 12 vans, hit a rock in Kelm and sank."


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        pytest.param(
            "Which hospital put off operations?",
            "Nurses were late, and Saint Brendan’s Hospital put off four operations.",
            "Saint Brendan’s Hospital",
            id="what-it-is-called",
        ),
        pytest.param(
            "How fast were the gusts of 2011?",
            "In 2011 there were gusts of 92 mph (148 km/h) there.",
            "92 mph",
            id="no-date-and-no-conversion",
        ),
        pytest.param("How many vans went down?", SINKING, "12", id="what-is-counted"),
        pytest.param(
            "how many people were saved",
            "The mayor said that 40 people in two boats were saved, and 12 houses lost.",
            "40 people",
            id="what-is-counted-before-what-is-closer",
        ),
        pytest.param("Where did it go down?", SINKING, "Kelm", id="behind-a-word-of-place"),
        pytest.param("How many fishing boats sank?", BOATS, "two", id="number-word"),
        pytest.param("When was the ship built?", GANNET, "1987", id="year"),
        pytest.param("How many cars can it carry?", GANNET, "38", id="nearest-number"),
        pytest.param("When did Kim and Shoigu meet?", MEETING, "22 March", id="nearest-date"),
        pytest.param("Who chairs the union?", "Its chairman, Duncan Aske, spoke.", "Duncan Aske"),
        pytest.param(
            "Who reported that?",
            "A friend met him, according to AP.",
            "AP",
            id="a-report-asked-for",
        ),
        pytest.param("how much did it cost", "The bridge cost $410,000.", "$410,000", id="money"),
        pytest.param("when did kim and shoygu meet", MEETING, "22 March", id="typo-lower-case"),
    ],
)
def test_the_span_that_answers_is_found(question: str, text: str, expected: str) -> None:
    span = highlight(Question.parse(question), text)
    assert span is not None
    assert text[slice(*span)] == expected


def test_the_person_who_did_it_is_in_the_span() -> None:
    span = highlight(Question.parse("Who spoke with the leaders of both countries?"), TRUMP)
    assert span is not None
    assert "Donald Trump" in TRUMP[slice(*span)]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        pytest.param("Why did it sink?", "It sank on 2 May.", id="no-kind"),
        pytest.param("When did it sink?", "It sank in the storm.", id="nothing-of-that-kind"),
        pytest.param("Who met him?", "He met a top Russian official.", id="an-adjective"),
        pytest.param("Who met him?", "He met a friend of Russia’s.", id="an-owner"),
        pytest.param("Who met him?", "A friend met him, according to AP.", id="who-reported-it"),
        pytest.param("Who met him?", "He met the chief engineer in Kelm.", id="a-place"),
        pytest.param("Who is Maren Holt?", "The engineer, Maren Holt, spoke.", id="asked-itself"),
        pytest.param(
            "When did it sail?",
            "It may sail 2 May, or sail 9 June.",
            id="nothing-tells-which-of-two",
        ),
        pytest.param("When?", "", id="empty-text"),
        pytest.param("", "It sank on 2 May.", id="empty-question"),
    ],
)
def test_where_it_is_not_sure_nothing_is_highlighted(question: str, text: str) -> None:
    assert highlight(Question.parse(question), text) is None


@given(
    st.sampled_from(["When did it sink?", "How many boats sank?", "Who sank it?", "Why?"]),
    st.text("Maren Holt sank 2 boats in May 1987, 40%. \u200d日é’“"),
)
def test_a_span_is_inside_the_text_and_touches_no_white_space(question: str, text: str) -> None:
    span = highlight(Question.parse(question), text)
    if span is not None:
        start, end = span
        assert 0 <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()


@given(st.text(), st.text())
def test_any_two_texts_are_worked_through(question: str, text: str) -> None:
    span = highlight(Question.parse(question), text)
    assert span is None or 0 <= span[0] < span[1] <= len(text)


def test_a_quote_carries_the_span_in_its_own_characters(news_corpus: Corpus) -> None:
    quote = answer(news_corpus, Question.parse("When was the MV Gannet built?")).quotes[0]
    assert quote.highlight is not None
    assert quote.passage.text[slice(*quote.highlight)] == "1987"


def matched(question: str, text: str) -> list[str]:
    return [text[slice(*span)] for span in matching(Question.parse(question), text)]


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        ("Why did they sink it?", "The boat sank; sinking it took a day.", ["sinking"]),
        (
            "Who broke the defence treaty?",
            "A treaty of defence fell apart that winter.",
            ["treaty of defence"],
        ),
        ("What of the mill?", "A man left. The old mill burned on Friday.", ["mill"]),
        ("Who broke the old treaty?", "The old mill, as in the treaty of old.", ["treaty of old"]),
        (
            "What did the KCNA report?",
            "The official Korean Central News Agency reported that it rained on Monday morning.",
            ["Korean Central News Agency reported"],
        ),
        ("What about rain?", "Snow fell.", []),
        ("and when?", "Snow fell on Monday.", []),
        pytest.param("Did snow fall?", "Snow falls.", [], id="nothing-else-is-in-it"),
    ],
)
def test_the_words_of_the_question_match(question: str, text: str, words: list[str]) -> None:
    assert matched(question, text) == words


@given(st.text(), st.text())
def test_matches_are_in_order_apart_and_inside_the_text(question: str, text: str) -> None:
    places = [place for span in matching(Question.parse(question), text) for place in span]
    assert places == sorted(set(places))
    assert all(0 <= place <= len(text) for place in places)

"""What every front end's questions go through."""

from typing import ClassVar

import pytest

from bot.articles.model import Article, Layout
from bot.querylog.model import Place
from bot.retrieval.deciding.judging import READ_AT_MOST
from bot.retrieval.model import Answer, Stage
from bot.retrieval.question import Question
from bot.retrieval.retriever import CorpusRetriever
from bot.service.answerer import Answerer, Request

TERMINAL = Place("terminal")
WIRE = "The old mill burned down on Friday."


def test_a_sentence_that_several_articles_have_is_quoted_once_and_others_take_its_place() -> None:
    copies = [Article(f"{number}.txt", "Wire", (WIRE,)) for number in range(3)]
    own = Article("own.txt", "Own", ("Nobody was hurt when the mill burned.",))
    corpus = CorpusRetriever.build([*copies, own])
    asked = Answerer(0).answer(corpus, Request("When did the old mill burn down?", 2, TERMINAL))
    shown = [quote.passage.text for quote in asked.answer.quotes]
    assert shown == [WIRE, "Nobody was hurt when the mill burned."]
    assert [one.text for one in asked.entry.shown] == shown


def test_the_part_that_answers_is_in_bold() -> None:
    corpus = CorpusRetriever.build([Article("a.txt", "A", ("It cost nine million euros.",))])
    asked = Answerer(0).answer(corpus, Request("How many euros did it cost?", 1, TERMINAL))
    (quote,) = asked.answer.quotes
    assert [quote.passage.text[slice(*span)] for span in quote.bold] == ["nine million euros"]


def test_where_no_part_is_known_to_answer_the_words_of_the_question_are_in_bold() -> None:
    text = "The bridge over the river opened on Monday."
    corpus = CorpusRetriever.build([Article("a.txt", "A", (text,))])
    asked = Answerer(0).answer(corpus, Request("How did they open the bridge?", 1, TERMINAL))
    (quote,) = asked.answer.quotes
    assert [text[slice(*span)] for span in quote.bold] == ["bridge", "opened"]


def test_a_message_that_is_not_answered_as_a_whole_is_answered_by_a_question_in_it() -> None:
    corpus = CorpusRetriever.build([Article("a.txt", "A", ("The bridge opened on Monday.",))])
    message = "Long day at work! When did the bridge open? Thanks a lot everybody"
    answer = Answerer(0.59).answer(corpus, Request(message, 1, TERMINAL)).answer
    assert answer.answered
    assert (answer.question, answer.message) == ("When did the bridge open?", message)


@pytest.mark.parametrize("heading", ["Is it free? Who may use it?", "Why does this work?"])
def test_a_heading_is_one_question_that_needs_no_other(heading: str) -> None:
    pages = [
        Article("a.md", "A", ("Anybody, at no cost.",), layout=(Layout(section=(heading,)),)),
        Article("b.txt", "B", ("Who may use the free hall? It may work for this.",)),
    ]
    corpus = CorpusRetriever.build(pages)
    answer = Answerer(0.59).answer(corpus, Request(heading, 1, TERMINAL)).answer
    assert answer.answered
    assert [one.passage.text for one in answer.visible] == ["Anybody, at no cost."]


def test_an_explanation_is_of_the_words_that_were_looked_for_in_the_end() -> None:
    corpus = CorpusRetriever.build([Article("a.txt", "A", ("Shoigu opened the bridge.",))])
    request = Request("hey, quick question: what did shoygu open? thx", 1, TERMINAL)
    explanation = Answerer(0.3).explain(corpus, request)
    assert explanation.clause == "what did Shoigu open?"
    assert (explanation.corrected, explanation.unknown) == (("Shoigu",), ())


def test_an_explanation_has_the_passages_and_confidences_of_the_answer() -> None:
    paragraphs = ("The bridge opened on Monday.", "The mill opened in May.", "It cost a lot.")
    corpus = CorpusRetriever.build([Article("a.txt", "A", paragraphs)])
    request = Request("When did the bridge open? And when did the mill open?", 3, TERMINAL)
    answer = Answerer(0.3).answer(corpus, request).answer
    candidates = Answerer(0.3).explain(corpus, request).candidates
    assert [(one.passage, one.confidence) for one in candidates] == [
        (quote.passage, quote.confidence) for quote in answer.quotes
    ]
    assert all(one.parts for one in candidates)


def test_a_gist_is_explained_as_one() -> None:
    text = "The new bridge over the river opened on Monday."
    corpus = CorpusRetriever.build([Article("a.txt", "A", (text,))])
    explanation = Answerer(0.3).explain(corpus, Request("What is this about?", 3, TERMINAL))
    assert explanation.stage is Stage.GIST
    assert [one.passage.text for one in explanation.candidates] == [text]


def test_a_bare_follow_up_is_explained_by_what_it_goes_on_from() -> None:
    text = "The new bridge over the river opened on Monday."
    corpus = CorpusRetriever.build([Article("a.txt", "A", (text,))])
    request = Request("and when?", 3, TERMINAL, quoted=corpus.passages[:1])
    assert Answerer(0.3).explain(corpus, request).stage is Stage.CONTEXT


class Counting(CorpusRetriever):
    """Counts the candidates that it was allowed to read."""

    allowed: ClassVar[list[int]] = []

    def answer(
        self,
        question: Question,
        *,
        top: int,
        threshold: float,
        within: Article | None = None,
        read: int = READ_AT_MOST,
    ) -> Answer:
        self.allowed.append(read)
        return super().answer(question, top=top, threshold=threshold, within=within, read=read)


@pytest.mark.parametrize(
    "message",
    [
        pytest.param("Who opened the bridge and when does the mill burn?", id="two-questions"),
        pytest.param("who opend the bidge", id="slips"),
        pytest.param("Long day! Who closed the bridge? Thanks everybody", id="more-is-said"),
    ],
)
def test_what_one_message_makes_a_reader_read_is_bounded(message: str) -> None:
    Counting.allowed.clear()
    text = "The bridge was opened on Monday by a mayor. The mill is old."
    corpus = Counting.build([Article("a.txt", "A", (text,))])
    Answerer(0.99).answer(corpus, Request(message, 1, TERMINAL))
    assert 0 < sum(Counting.allowed) <= 2 * READ_AT_MOST


def test_of_several_questions_those_that_nothing_answers_are_told() -> None:
    paragraphs = ("The bridge opened on Monday.", "The mill burned in May.")
    corpus = CorpusRetriever.build([Article("a.txt", "A", paragraphs)])
    message = "When did the bridge open, and who won the chess championship in Toronto?"
    answer = Answerer(0.59).answer(corpus, Request(message, 3, TERMINAL)).answer
    assert [quote.passage.text for quote in answer.visible] == ["The bridge opened on Monday."]
    assert answer.left_open == ("who won the chess championship in Toronto?",)


def test_a_pronoun_in_the_second_question_is_about_what_the_first_comes_near_to() -> None:
    bridge = Article("a.txt", "Bridge", ("The bridge cost a lot.", "It opened on Monday."))
    mill = Article("b.txt", "Mill", ("The mill was sold.", "It burned on Friday."))
    corpus = CorpusRetriever.build([bridge, mill])
    first = "How much did the old bridge cost?"
    sure = Answerer(0).answer(corpus, Request(first, 1, TERMINAL)).answer.confidence
    message = "How much did the old bridge cost and when did it open?"
    answer = Answerer(sure + 0.01).answer(corpus, Request(message, 3, TERMINAL)).answer
    assert [quote.passage.text for quote in answer.visible] == ["It opened on Monday."]
    assert answer.left_open == (first,)

"""'What did X say?': answered from X's own words."""

import numpy as np
import pytest

from bot.articles.attribution import Attribution
from bot.articles.model import Article, Layout
from bot.articles.sentences import passages_of
from bot.retrieval.answers.answering import answer
from bot.retrieval.candidates.speech import speaks
from bot.retrieval.candidates.spoken import is_of_another, is_said, positions_said_by
from bot.retrieval.corpus import Corpus
from bot.retrieval.question import Question
from tests.retrieval.conftest import article_of


def quoted(question: str, *articles: str) -> list[str]:
    corpus = Corpus.build([article_of(text, name=f"{n}.txt") for n, text in enumerate(articles)])
    return [quote.passage.text for quote in answer(corpus, Question.parse(question)).quotes]


DAM = (
    "Maren Holt said that the dam holds. She added that it was old. The sea was rough. "
    "“We looked at it,” the engineer Duncan Aske told reporters."
)
OTHER = "Critics of Maren Holt say that they will say more. People say a lot."


def test_what_somebody_says_is_answered_from_that_person_s_own_words() -> None:
    assert set(quoted("What did Maren Holt say?", DAM, OTHER)) == {
        "Maren Holt said that the dam holds.",
        "She added that it was old.",
    }


def test_what_is_asked_about_comes_first() -> None:
    assert quoted("What did Maren Holt say about how old it was?", DAM)[0] == (
        "She added that it was old."
    )


def test_a_speaker_is_asked_for_by_initials_that_no_article_writes() -> None:
    vote = "The Organization of American States said the vote was fair. It rained."
    found = quoted("What did the OAS say about the vote?", vote, "OAS staff were at the vote.")
    assert found == ["The Organization of American States said the vote was fair."]


@pytest.mark.parametrize("about", ["", " about the dam"])
def test_own_words_answer(about: str) -> None:
    corpus = Corpus.build([article_of(DAM, name="1.txt"), article_of(OTHER, name="2.txt")])
    assert answer(corpus, Question.parse(f"What did Maren Holt say{about}?")).answered


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What did Maren Holt say?", True),
        ("What did Maren Holt say about the dam?", True),
        ("What did Maren Holt say about taxes?", False),
        ("What did Duncan Aske say?", False),
        ("Who is Maren Holt?", False),
    ],
)
def test_own_words_are_sure_if_they_are_about_what_is_asked(question: str, said: bool) -> None:
    passage = passages_of(article_of(DAM))[0]
    assert is_said(Question.parse(question), passage, Attribution(("Maren Holt",))) is said


def test_where_nobody_of_that_name_speaks_all_passages_are_candidates() -> None:
    assert "The sea was rough." in quoted("What did the sea say about being rough?", DAM)


@pytest.mark.parametrize("name", ["Ross", "Aileen Ross", "Dr Aileen Ross", "AP"])
def test_a_speaker_is_told_by_a_part_of_the_name_and_an_outlet_by_what_it_carries(
    name: str,
) -> None:
    assert speaks(name, Attribution(("Aileen Ross",), ("AP",)))


@pytest.mark.parametrize("name", ["Ben Ross", "Aileen Hay", "the", ""])
def test_another_name_is_another_speaker(name: str) -> None:
    assert not speaks(name, Attribution(("Aileen Ross",)))


@pytest.mark.parametrize("said", ["Ms Ross", "Dr. Ross", "Ross"])
def test_who_is_asked_for_by_full_name_speaks_where_a_title_stands_for_the_first(said: str) -> None:
    assert speaks("Aileen Ross", Attribution((said,)))
    assert not speaks("Aileen Ross", Attribution(("Ms Hay",)))


TALKS = (
    "Zoe Hart, the mayor of Tarn, met the governor of Ulm. “The road is closed,” Hart said. "
    "“We need Ben Ross, the coach, and a new road,” said engineer Ida Falk. The road is old."
)


@pytest.mark.parametrize("name", ["Hart", "mayor of Tarn", "the former mayor", "critics", "they"])
def test_a_speaker_is_whoever_the_article_calls_by_that_name(name: str) -> None:
    corpus = Corpus.build([article_of(TALKS)])
    assert not is_of_another(corpus, name, 1)


@pytest.mark.parametrize("name", ["governor of Ulm", "the mayor of Ulm", "Ben Ross", "the coach"])
def test_whom_an_article_names_without_their_words_has_not_said_those_of_others(name: str) -> None:
    corpus = Corpus.build([article_of(TALKS)])
    assert is_of_another(corpus, name, 2)


def test_a_sentence_without_a_source_is_not_another_s() -> None:
    assert not is_of_another(Corpus.build([article_of(TALKS)]), "the coach", 3)


def test_the_words_of_another_do_not_answer() -> None:
    corpus = Corpus.build([article_of(TALKS)])
    sure = answer(corpus, Question.parse("What did Ida Falk say about the new road?"))
    other = answer(corpus, Question.parse("What did the coach say about the new road?"))
    assert sure.answered
    assert not other.answered


@pytest.mark.parametrize(
    ("text", "is_answered"),
    [("We opened the shop in 1999.", True), ("Ines Falk was born in 1961 in Tarn.", False)],
)
def test_who_tells_of_themselves_below_their_name_has_said_it(text: str, is_answered: bool) -> None:
    below = Article("a.md", "Interview", (text,), layout=(Layout(section=("Ines Falk",)),))
    spoken = spoken_by("Ines Falk", below)
    assert spoken == [0] * is_answered


def spoken_by(name: str, article: Article) -> list[int]:
    corpus = Corpus.build([article, article_of("It rained.", name="b.txt")])
    return positions_said_by(corpus, name, np.arange(2))

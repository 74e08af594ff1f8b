"""Who said a sentence, marked where a question asks for that."""

import pytest

from bot.articles.attribution import Attribution
from bot.articles.sentences import passages_of
from bot.retrieval.answers.speaker_mark import asks_for_speaker, mark_speaker
from bot.retrieval.model import Quote
from tests.retrieval.conftest import article_of


def quote(text: str, attribution: Attribution) -> Quote:
    """Quote a sentence of which the first two characters are marked."""
    (passage,) = passages_of(article_of(text))
    return Quote(passage, score=1.0, attribution=attribution, highlight=(0, 2))


@pytest.mark.parametrize(
    ("clause", "asks"),
    [
        ("Who said that the dam broke?", True),
        ("who has claimed the dam broke", True),
        ("Хто сказав, що гребля прорвалася?", True),
        ("Who broke the dam?", False),
        ("What did the mayor say?", False),
        ("Хто будував греблю?", False),
    ],
)
def test_only_who_said_asks_for_a_speaker(clause: str, asks: bool) -> None:
    assert asks_for_speaker(clause) is asks


def test_the_speaker_is_marked_whom_the_sentence_names() -> None:
    marked = mark_speaker(quote("It broke, Ann Roe said.", Attribution(("Ann Roe",))))
    assert marked.highlight == (10, 17)


def test_nothing_is_marked_where_the_speaker_is_named_nearby() -> None:
    said = Attribution(("Ann Roe",), inferred=True)
    assert mark_speaker(quote("“It broke.”", said)).highlight is None


def test_what_nobody_says_keeps_its_mark() -> None:
    assert mark_speaker(quote("It broke.", Attribution())).highlight == (0, 2)

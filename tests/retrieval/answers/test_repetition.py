import pytest

from bot.articles.model import Passage
from bot.retrieval.answers.repetition import without_repetition
from bot.retrieval.model import Attribution, Quote
from tests.retrieval.conftest import article_of

SAID = "The bridge over the river opened on Monday at 9, the mayor said."


def quote_of(text: str, name: str) -> Quote:
    return Quote(Passage(article_of(text, name=name), 1, 1, 0, len(text)), 1.0, Attribution())


def kept(*texts: str) -> list[str]:
    quotes = [quote_of(text, f"{number}.txt") for number, text in enumerate(texts)]
    return [quote.passage.text for quote in without_repetition(quotes)]


@pytest.mark.parametrize(
    "again",
    [
        pytest.param(SAID, id="the same"),
        pytest.param(SAID.upper(), id="case"),
        pytest.param(f"“{SAID[:-1]}”", id="punctuation"),
        pytest.param(SAID.replace("The bridge", "A bridge"), id="article"),
        pytest.param(SAID.replace(" at 9", " at nine"), id="number in words"),
    ],
)
def test_of_sentences_in_nearly_the_same_words_the_first_is_kept(again: str) -> None:
    assert kept(SAID, "Another sentence.", again) == [SAID, "Another sentence."]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(SAID.replace("Monday", "Sunday"), id="another day"),
        pytest.param(SAID.replace("at 9", "at 8"), id="another number"),
        pytest.param(SAID.replace("mayor", "major"), id="another speaker"),
        pytest.param(SAID.replace("opened", "never opened"), id="the opposite"),
        pytest.param(SAID.replace("opened", "opens"), id="another tense"),
        pytest.param(SAID.replace("on Monday", "before Monday"), id="a small word"),
    ],
)
def test_sentences_that_could_contradict_each_other_are_both_kept(other: str) -> None:
    assert kept(SAID, other) == [SAID, other]


def test_sentences_without_words_are_told_apart_by_their_characters() -> None:
    assert kept("!", "?", "!") == ["!", "?"]

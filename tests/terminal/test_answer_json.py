import json
from datetime import date

import pytest

from bot.articles.model import Article, Passage, RelatedStory
from bot.retrieval.model import Answer, Attribution, Outcome, Quote
from bot.terminal.answer_json import render_json

TEXT = "“It cost nine million,” the mayor said, according to AP."


def an_answer(article: Article, *, answered: bool = True) -> Answer:
    quote = Quote(
        Passage(article, 1, 1, 0, len(TEXT)), 2.5, Attribution(("the mayor",), ("AP",)), (9, 21)
    )
    related = (RelatedStory("Ferries stop", "The Telegraph", None),)
    outcome = Outcome.ANSWER if answered else Outcome.NONE
    return Answer("How much?", outcome, 0.83, (quote,), related, "v", shown=1)


FULL = Article(
    name="news/bridge.txt",
    title="The bridge opens",
    paragraphs=(TEXT,),
    url="https://example.org/bridge",
    publisher="The Courier",
    published=date(2025, 3, 22),
)


def test_every_field_is_there_in_order() -> None:
    read = json.loads(render_json(an_answer(FULL)))
    assert read == {
        "question": "How much?",
        "answered": True,
        "outcome": "answer",
        "shown": 1,
        "confidence": 0.83,
        "sentences": [
            {
                "text": TEXT,
                "article": "news/bridge.txt",
                "title": "The bridge opens",
                "section": [],
                "url": "https://example.org/bridge",
                "publisher": "The Courier",
                "published": "2025-03-22",
                "paragraph": 1,
                "sentence": 1,
                "score": 2.5,
                "confidence": 0.0,
                "said_by": ["the mayor"],
                "via": ["AP"],
                "inferred": False,
                "highlight": [9, 21],
            }
        ],
        "related": [{"headline": "Ferries stop", "publisher": "The Telegraph", "url": None}],
    }
    assert list(read) == [
        "question",
        "answered",
        "outcome",
        "confidence",
        "shown",
        "sentences",
        "related",
    ]
    assert list(read["sentences"][0]) == [
        *("text", "article", "title", "section", "url", "publisher", "published"),
        *("paragraph", "sentence", "score", "confidence"),
        *("said_by", "via", "inferred", "highlight"),
    ]


def test_what_is_not_known_is_null() -> None:
    bare = Article(name="a.txt", title="Bare", paragraphs=(TEXT,))
    (sentence,) = json.loads(render_json(an_answer(bare)))["sentences"]
    assert [sentence[key] for key in ("url", "publisher", "published")] == [None, None, None]


def test_the_nearest_sentences_are_there_even_when_unanswered() -> None:
    read = json.loads(render_json(an_answer(FULL, answered=False)))
    assert (read["answered"], len(read["sentences"])) == (False, 1)


@pytest.mark.parametrize("odd", ["\n", "\x1b", "\x7f", "\x85", "\x9b", "\u2028", "\u2029"])
def test_no_character_can_end_the_line_or_steer_a_terminal(odd: str) -> None:
    line = render_json(an_answer(Article(name="a.txt", title=f"One{odd}Two", paragraphs=(TEXT,))))
    assert odd not in line
    assert json.loads(line)["sentences"][0]["title"] == f"One{odd}Two"


def test_other_characters_are_written_as_they_are() -> None:
    assert "“It cost" in render_json(an_answer(FULL))

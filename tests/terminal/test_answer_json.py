import json
from datetime import date

from bot.articles.model import Article, Passage, RelatedStory
from bot.retrieval.model import Answer, Attribution, Quote
from bot.terminal.answer_json import render_json

TEXT = "“It cost nine million,” the mayor said, according to AP."


def an_answer(article: Article, *, answered: bool = True) -> Answer:
    quote = Quote(
        Passage(article, 1, 1, 0, len(TEXT)), 2.5, Attribution(("the mayor",), ("AP",)), (9, 21)
    )
    related = (RelatedStory("Ferries stop", "The Telegraph", None),)
    return Answer("How much?", answered, 0.83, (quote,), related, "v")


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
        "confidence": 0.83,
        "sentences": [
            {
                "text": TEXT,
                "article": "news/bridge.txt",
                "title": "The bridge opens",
                "url": "https://example.org/bridge",
                "publisher": "The Courier",
                "published": "2025-03-22",
                "paragraph": 1,
                "sentence": 1,
                "score": 2.5,
                "said_by": ["the mayor"],
                "via": ["AP"],
                "highlight": [9, 21],
            }
        ],
        "related": [{"headline": "Ferries stop", "publisher": "The Telegraph", "url": None}],
    }
    assert list(read) == ["question", "answered", "confidence", "sentences", "related"]
    assert list(read["sentences"][0]) == [
        *("text", "article", "title", "url", "publisher", "published"),
        *("paragraph", "sentence", "score", "said_by", "via", "highlight"),
    ]


def test_what_is_not_known_is_null() -> None:
    bare = Article(name="a.txt", title="Bare", paragraphs=(TEXT,))
    (sentence,) = json.loads(render_json(an_answer(bare)))["sentences"]
    assert [sentence[key] for key in ("url", "publisher", "published")] == [None, None, None]


def test_the_nearest_sentences_are_there_even_when_unanswered() -> None:
    read = json.loads(render_json(an_answer(FULL, answered=False)))
    assert (read["answered"], len(read["sentences"])) == (False, 1)


def test_an_answer_is_one_line_with_its_characters_as_they_are() -> None:
    odd = Article(name="a.txt", title="One\nTwo\x1b", paragraphs=(TEXT,))
    line = render_json(an_answer(odd))
    assert "\n" not in line
    assert "\x1b" not in line
    assert "“It cost" in line

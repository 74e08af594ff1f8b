from dataclasses import replace
from datetime import UTC, datetime

from bot.articles.model import Article, Passage
from bot.querylog.model import Entry, Place, Shown
from bot.retrieval.model import Answer, Attribution, Outcome, Quote

ARTICLE = Article("bridge.txt", "Bridge", ("It was long in building. The bridge opened in May.",))
ANSWER = Answer(
    question="When?",
    outcome=Outcome.ANSWER,
    confidence=0.5,
    quotes=(
        Quote(Passage(ARTICLE, 1, 2, 25, 50), 2.0, Attribution()),
        Quote(Passage(ARTICLE, 1, 1, 0, 24), 1.0, Attribution()),
    ),
    related=(),
    corpus_version="v1",
    shown=2,
)


def entry_of(answer: Answer) -> Entry:
    return Entry.of(
        answer,
        place=Place("terminal"),
        asker=None,
        asked_at=datetime(2026, 1, 1, tzinfo=UTC),
        milliseconds=4.0,
    )


def test_an_entry_has_the_passages_that_were_shown_in_their_order() -> None:
    assert entry_of(ANSWER).shown == (
        Shown(1, "bridge.txt", 1, 2, "The bridge opened in May.", 2.0),
        Shown(2, "bridge.txt", 1, 1, "It was long in building.", 1.0),
    )


def test_an_entry_has_what_the_answer_says() -> None:
    entry = entry_of(ANSWER)
    said = (entry.question, entry.answered, entry.confidence, entry.corpus_version)
    assert said == ("When?", True, 0.5, "v1")


def test_an_unanswered_question_showed_no_passages() -> None:
    assert entry_of(replace(ANSWER, outcome=Outcome.NONE, shown=0)).shown == ()


def test_two_entries_for_one_answer_have_different_keys() -> None:
    assert entry_of(ANSWER).key != entry_of(ANSWER).key

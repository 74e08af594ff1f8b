"""Headings are found by, and shown, with all that stands below them."""

from bot.articles.model import Article, Layout
from bot.retrieval.answers.answering import answer
from bot.retrieval.corpus import Corpus
from bot.retrieval.question import Question

RINK = Article(
    "rink.md",
    "The rink",
    (
        "Bring them to the counter before noon; they are ready after an hour.",
        "You would not hear the marshal's whistle.",
        "Groups of ten get the small hall.",
    ),
    layout=(
        Layout(section=("Can I get my skates sharpened?",)),
        Layout(section=("Rules", "Why can't I wear headphones?")),
        Layout(section=("Birthdays",)),
    ),
)
HARBOUR = Article("harbour.txt", "The harbour", ("The harbour was dug in 1880.", "It is deep."))


def first(question: str) -> tuple[str, bool]:
    found = answer(Corpus.build([HARBOUR, RINK]), Question.parse(question))
    return found.quotes[0].passage.text, found.answered


def test_a_sentence_is_found_by_the_heading_above_it() -> None:
    assert first("Why can't I wear headphones?") == (RINK.paragraphs[1], True)
    assert first("Can I get my own skates sharpened?") == (RINK.paragraphs[0], True)


def test_a_slip_in_a_word_of_a_heading_is_forgiven() -> None:
    assert first("Why can't I wear hedphones?")[0] == RINK.paragraphs[1]


def test_a_heading_that_is_asked_is_found_although_its_words_are_everywhere() -> None:
    name = "What is Jupyter?"
    page = Article(
        "intro.md", "Intro", ("A notebook in the browser.",), layout=(Layout(section=(name,)),)
    )
    others = [
        Article(f"{at}.txt", "Notes", (f"What Jupyter is for depends: is Jupyter a server {at}?",))
        for at in range(80)
    ]
    found = answer(Corpus.build([page, *others]), Question.parse(name))
    assert (found.quotes[0].passage.text, found.answered) == (page.paragraphs[0], True)


def test_a_title_that_asks_is_answered_by_its_article() -> None:
    page = Article("late.md", "Can I join late?", ("Yes, until the third week.",))
    found = answer(Corpus.build([HARBOUR, page]), Question.parse("Can I join late?"))
    assert (found.quotes[0].passage.text, found.answered) == (page.paragraphs[0], True)


def test_an_index_that_grows_is_that_of_all_articles_also_where_there_are_headings() -> None:
    grown = Corpus.build([HARBOUR, RINK], previous=Corpus.build([RINK]))
    whole = Corpus.build([HARBOUR, RINK])
    asked = Question.parse("Who may get the small hall on birthdays?")
    scores = [[quote.score for quote in answer(each, asked).quotes] for each in (grown, whole)]
    assert scores[0] == scores[1]

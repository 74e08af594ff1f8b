from dataclasses import replace
from datetime import date

import pytest

from bot.articles.model import Article, Passage, RelatedStory
from bot.retrieval.model import Answer, Attribution, Outcome, Quote
from bot.terminal.answer_text import NO_MORE, render_answer, render_more
from bot.terminal.style import Style

SENTENCE = "The bridge cost nine million euros, the mayor said, according to AP."
ARTICLE = Article(
    name="bridge.txt",
    title="The bridge opens",
    publisher="The Courier",
    published=date(2025, 3, 22),
    paragraphs=("Nothing here.", SENTENCE),
)
MAYOR_VIA_AP = Attribution(("the mayor",), ("AP",))
WEIGHTED = Style(is_weighted=True)


def quote(
    text: str = SENTENCE,
    article: Article = ARTICLE,
    attribution: Attribution = MAYOR_VIA_AP,
    highlight: tuple[int, int] | None = None,
) -> Quote:
    held = replace(article, paragraphs=("Nothing here.", text))
    return Quote(Passage(held, 2, 1, 0, len(text)), 1.5, attribution, highlight)


def answered(*quotes: Quote) -> Answer:
    return Answer("?", Outcome.ANSWER, 0.9, quotes, (), "v", shown=len(quotes), at_once=len(quotes))


def unanswered(*related: RelatedStory) -> Answer:
    return Answer("Who won?", Outcome.NONE, 0.1, (quote(),), related, "v")


def test_an_answer_is_the_sentence_and_a_line_of_where_it_stands() -> None:
    assert render_answer(answered(quote()), Style()) == (
        f"{SENTENCE}\n"
        "— The bridge opens · The Courier · 22 March 2025 · paragraph 2"
        " · said by the mayor, via AP"
    )


def test_what_is_not_known_of_an_article_is_left_out() -> None:
    bare = Article(name="a.txt", title="Bare", paragraphs=())
    text = render_answer(answered(quote("It rained.", bare, Attribution())), Style())
    assert text == "It rained.\n— Bare · paragraph 2"


def test_a_name_from_the_sentence_beside_is_told_as_such() -> None:
    inferred = quote(attribution=Attribution(("Kim",), (), inferred=True))
    assert "said by Kim (named nearby)" in render_answer(answered(inferred), Style())


def test_the_sentence_that_the_speaker_is_left_to_is_below() -> None:
    article = Article(name="a.txt", title="Bare", paragraphs=("Roe met Hale. He said so.",))
    left = Attribution(neighbour=Passage(article, 1, 1, 0, 13))
    text = render_answer(answered(Quote(Passage(article, 1, 2, 14, 25), 1.5, left)), Style())
    assert text == ("He said so.\n— Bare · paragraph 1\n  The sentence before: “Roe met Hale.”")


def test_several_sentences_are_apart() -> None:
    text = render_answer(answered(quote("One."), quote("Two.")), Style())
    assert [block.split("\n")[0] for block in text.split("\n\n")] == ["One.", "Two."]


def test_an_unanswered_question_shows_headlines_and_no_passage() -> None:
    text = render_answer(
        unanswered(RelatedStory("Ferries stop", "The Telegraph"), RelatedStory("Toll")), Style()
    )
    assert text == (
        "No loaded article answers that.\n"
        "Related headlines:\n"
        "- Ferries stop · The Telegraph\n"
        "- Toll"
    )


def test_an_unanswered_question_without_headlines_is_one_sentence() -> None:
    assert render_answer(unanswered(), Style()) == "No loaded article answers that."


def test_the_source_is_dim_and_the_highlight_bold() -> None:
    start = SENTENCE.index("nine")
    shown = render_answer(answered(quote(highlight=(start, start + 18))), WEIGHTED)
    sentence, source = shown.split("\n")
    assert sentence == SENTENCE.replace("nine million euros", "\x1b[1mnine million euros\x1b[22m")
    assert source.startswith("\x1b[2m— The bridge opens")
    assert source.endswith("\x1b[22m")


def test_a_highlight_over_a_line_end_is_bold_on_both_lines() -> None:
    style = Style(width=20, is_weighted=True)
    shown = render_answer(answered(quote("one two three four five", highlight=(8, 18))), style)
    assert shown.split("\n")[:2] == ["one two \x1b[1mthree four\x1b[22m", "five"]
    shown = render_answer(answered(quote("one two three four five", highlight=(14, 23))), style)
    assert shown.split("\n")[:2] == ["one two three \x1b[1mfour\x1b[22m", "\x1b[1mfive\x1b[22m"]


@pytest.mark.parametrize("width", [10, 25, 40, 80])
def test_wrapping_changes_no_word_of_the_quote(width: int) -> None:
    shown = render_answer(answered(quote()), Style(width=width))
    assert " ".join(shown.partition("\n—")[0].split("\n")) == SENTENCE


def test_long_source_lines_are_wrapped_with_an_indent() -> None:
    shown = render_answer(answered(quote("Short.")), Style(width=40))
    lines = shown.split("\n")[1:]
    assert len(lines) > 1
    assert lines[0].startswith("— ")
    assert all(line.startswith("  ") and len(line) <= 40 for line in lines[1:])


def test_no_escape_sequence_of_an_article_reaches_the_terminal() -> None:
    evil = Article(name="a", title="T\x1b[2J", publisher="P\x9b", paragraphs=())
    hostile = quote("Clear\x1b]0;x\x07 it.", evil, Attribution(("\x1bK",)), (5, 8))
    answers = (
        answered(hostile),
        unanswered(RelatedStory("H\x1b[31m", "P\x07", "https://x/\x1b")),
    )
    for answer in answers:
        shown = render_answer(answer, Style(width=80))
        assert "\ufffd" in shown
        assert not any(c < " " or "\x7f" <= c < "\xa0" for c in shown.replace("\n", ""))


def test_one_passage_is_shown_where_it_is_told_how_to_see_the_others() -> None:
    given = replace(answered(quote("It opened."), quote("It is open.")), at_once=1)
    shown = render_answer(given, Style(), more="/more")
    assert shown.startswith("It opened.\n")
    assert shown.endswith("\n\n1 more passage: /more")
    assert "It is open." not in shown
    assert render_more(given, Style()).startswith("It is open.\n")


def test_an_answer_of_one_passage_offers_no_more() -> None:
    given = answered(quote())
    assert "more" not in render_answer(given, Style(), more="/more")
    assert render_more(given, Style()) == NO_MORE

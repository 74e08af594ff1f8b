from dataclasses import replace
from datetime import date
from typing import Any

import discord
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.model import Article, Passage, RelatedStory
from bot.discord_app.ask.answer_service import Reply
from bot.discord_app.ask.cards import answer_card
from bot.discord_app.locales import Languages
from bot.discord_app.sources.citations import Citation
from bot.discord_app.ui import limits
from bot.retrieval.model import Answer, Attribution, Correction, Outcome, Quote
from tests.discord_app.discord_markdown import bold, displayed
from tests.discord_app.strategies import answers

LANGUAGE = Languages.load().default
KEY = "0" * 32

words = st.lists(st.text(min_size=1, max_size=300), min_size=1, max_size=3).map(tuple)


def lay_out(answer: Answer, *, show_question: bool = False) -> discord.ui.LayoutView:
    answered = Reply(answer, (None,) * len(answer.related), KEY)
    return answer_card(answered, LANGUAGE, show_question=show_question)


def texts_of(card: discord.ui.LayoutView) -> list[str]:
    texts: list[discord.ui.TextDisplay[Any]] = [
        one for one in card.walk_children() if isinstance(one, discord.ui.TextDisplay)
    ]
    return [one.content for one in texts]


def quote_of(article: Article, paragraph: int, **given: Any) -> Quote:  # noqa: ANN401
    end = len(article.paragraphs[paragraph - 1])
    given = {"attribution": Attribution()} | given
    return Quote(Passage(article, paragraph, 1, 0, end), 1.0, **given)


def answer_of(*quotes: Quote, question: str = "q") -> Answer:
    return Answer(
        question, Outcome.ANSWER, 1.0, quotes, (), "v", shown=len(quotes), at_once=len(quotes)
    )


def article_of(*paragraphs: str, name: str = "a.txt") -> Article:
    return Article(name, f"Title of {name}", paragraphs)


@given(answers, st.booleans(), st.none() | st.builds(Correction, st.text(), words))
def test_any_answer_keeps_the_limits_of_a_message(
    answer: Answer, in_context: bool, correction: Correction | None
) -> None:
    before = (Citation("bridge", "abc", 1, "word"),) if in_context else ()
    answer = replace(answer, in_context=in_context, correction=correction)
    answered = Reply(answer, (None,) * len(answer.related), KEY, before)
    card = answer_card(answered, LANGUAGE, show_question=True)
    texts = texts_of(card)
    assert all(texts)
    assert sum(map(len, texts)) <= limits.MESSAGE_TEXTS_TOTAL
    assert sum(1 for _ in card.walk_children()) <= limits.MESSAGE_COMPONENTS


@given(answers)
def test_the_best_sentence_is_always_shown_or_at_least_begun(answer: Answer) -> None:
    if answer.answered:
        answer = replace(answer, corrected=(), left_open=())
        first = replace(answer.quotes[0], before=())
        answer = replace(answer, quotes=(first, *answer.quotes[1:]))
        quoted = texts_of(lay_out(answer))[0].split("\n-# ")[0]
        shown = displayed(quoted).removeprefix("> ").replace("\n> ", "\n")
        sentence = answer.quotes[0].passage.text
        assert shown == sentence or (shown[-1] == "…" and sentence.startswith(shown[:-1]))


def test_the_part_that_answers_is_in_bold() -> None:
    article = article_of("It cost *nine* million euros.")
    (text,) = texts_of(lay_out(answer_of(quote_of(article, 1, bold=((8, 22),)))))
    assert bold(text.split("\n")[0]) == ["*nine* million"]


def test_without_such_words_nothing_is_in_bold() -> None:
    (text,) = texts_of(lay_out(answer_of(quote_of(article_of("It cost nine euros."), 1))))
    assert bold(text) == []


def test_the_sentences_of_an_article_stand_together_and_name_it_once() -> None:
    one, other = article_of("A.", "B.", name="one"), article_of("C.", name="other")
    quotes = (quote_of(one, 2), quote_of(other, 1), quote_of(one, 1))
    assert texts_of(lay_out(answer_of(*quotes))) == [
        "> B.\n-# Title of one · paragraph 2 of 2",
        "> A.\n-# from the same article · paragraph 1 of 2",
        "> C.\n-# Title of other · paragraph 1 of 1",
    ]


def test_a_day_is_shown_as_a_time_stamp_at_noon() -> None:
    article = Article("a.txt", "Title", ("A.",), published=date(2025, 3, 1))
    (text,) = texts_of(lay_out(answer_of(quote_of(article, 1))))
    assert text.split("\n")[1] == "-# Title · <t:1740830400:D> · paragraph 1 of 1"


def test_a_speaker_named_in_the_sentence_beside_is_marked_as_such() -> None:
    inferred = Attribution(("Kim",), ("AP",), inferred=True)
    (text,) = texts_of(lay_out(answer_of(quote_of(article_of("So."), 1, attribution=inferred))))
    assert text.endswith("paragraph 1 of 1 · said by Kim (named nearby), via AP")


def test_the_sentence_that_the_speaker_is_left_to_is_in_small_print() -> None:
    article = article_of("Roe met *Hale*.", "He said so.")
    left = Attribution(neighbour=Passage(article, 1, 1, 0, 15))
    (text,) = texts_of(lay_out(answer_of(quote_of(article, 2, attribution=left))))
    assert text.split("\n")[2] == "-# The sentence before: “Roe met \\*Hale\\*.”"


def test_a_sentence_that_is_quoted_anyway_is_not_put_beside_another() -> None:
    article = article_of("Roe met Hale.", "He said so.")
    left = Attribution(neighbour=Passage(article, 1, 1, 0, 13))
    quotes = (quote_of(article, 2, attribution=left), quote_of(article, 1))
    assert "sentence before" not in "".join(texts_of(lay_out(answer_of(*quotes))))


def test_the_question_is_in_small_print_above_the_sentence() -> None:
    card = lay_out(answer_of(quote_of(article_of("A."), 1), question="*Who*?"), show_question=True)
    assert texts_of(card)[0] == "-# \\*Who\\*?"


def test_sentences_for_which_there_is_no_room_are_mentioned() -> None:
    quote = quote_of(article_of("word " * 399 + "word."), 1)
    texts = texts_of(lay_out(answer_of(*[quote] * 5)))
    assert sum(one.startswith("> word") for one in texts) == 3
    assert texts[-1] == "-# There are more answers than fit here."


def test_an_unanswered_question_has_no_buttons() -> None:
    story = RelatedStory("Ferries stop")
    card = lay_out(Answer("q", Outcome.NONE, 0.0, (), (story,), "v"))
    assert texts_of(card) == [
        "No loaded article answers that.",
        "Related headlines:\n- Ferries stop",
    ]
    assert not any(isinstance(one, discord.ui.Button) for one in card.walk_children())


def test_without_a_key_nobody_can_vote() -> None:
    answer = answer_of(quote_of(article_of("A."), 1))
    card = answer_card(Reply(answer, (), None), LANGUAGE, show_question=False)
    buttons = [one for one in card.walk_children() if isinstance(one, discord.ui.DynamicItem)]
    assert [one.item.label for one in buttons] == ["Show in context"]

"""Who said a passage, where its own text leaves that to the sentence before."""

import pytest

from bot.articles.model import Passage
from bot.articles.sentences import passages_of
from bot.retrieval.answering import answer
from bot.retrieval.attributing import attribute
from bot.retrieval.corpus import Corpus
from bot.retrieval.model import Attribution
from tests.retrieval.conftest import article_of, corpus_of


def second_of(paragraph: str) -> tuple[Passage, Passage]:
    """Give the second passage of a paragraph of two, and the first."""
    before, passage = passages_of(article_of(paragraph))
    return passage, before


def test_a_passage_that_names_its_source_needs_no_other() -> None:
    passage, before = second_of("Ann Roe said it rained. Police said that the road was closed.")
    assert attribute(passage, before) == Attribution(("Police",))


def test_a_pronoun_gets_the_one_speaker_of_the_sentence_before() -> None:
    passage, before = second_of("Maren Holt said the wall fell. She added that it was old.")
    assert attribute(passage, before) == Attribution(("Maren Holt",), inferred=True)


def test_a_pronoun_after_two_speakers_names_nobody() -> None:
    passage, before = second_of(
        "Maren Holt said the wall fell, but Duncan Aske claimed that it stood."
        " He added that it was old."
    )
    assert attribute(passage, before) == Attribution()


def test_a_pronoun_after_a_pronoun_names_nobody() -> None:
    passage, before = second_of("She said that the wall fell. She added that it was old.")
    assert attribute(passage, before) == Attribution()


def test_a_pronoun_with_nothing_before_names_nobody() -> None:
    (passage,) = passages_of(article_of("She added that it was old."))
    assert attribute(passage, None) == Attribution()


def test_a_sentence_without_a_source_gets_none_from_the_one_before() -> None:
    passage, before = second_of("Maren Holt said that the wall fell. The sea was rough.")
    assert attribute(passage, before) == Attribution()


def inside_quotation() -> tuple[Passage, Passage]:
    """Place the second sentence by hand: whether the splitter parts quotations is its own."""
    paragraph = "“We looked away,” Maren Holt said. “The wall was old. Nobody had seen it.”"
    middle = paragraph.index("Nobody")
    first = paragraph.index("“The wall")
    article = article_of(paragraph)
    return (
        Passage(article, 1, 2, middle, len(paragraph)),
        Passage(article, 1, 1, 0, first - 1),
    )


def test_a_quotation_that_began_earlier_is_of_the_speaker_before() -> None:
    passage, before = inside_quotation()
    assert passage.text == "Nobody had seen it.”"
    assert attribute(passage, before) == Attribution(("Maren Holt",), inferred=True)


def test_an_agency_that_reports_a_speaker_is_named_with_the_outlet_that_carried_it() -> None:
    (passage,) = passages_of(
        article_of("KCNA reported that Kim claimed to back Russia, according to AP.")
    )
    attribution = attribute(passage, None)
    assert "Kim" in attribution.said_by
    assert attribution.via[-1] == "AP"
    assert "KCNA" in (*attribution.said_by, *attribution.via)
    assert not attribution.inferred


def test_a_name_that_is_given_twice_is_given_once() -> None:
    (passage,) = passages_of(
        article_of("Maren Holt said it fell, and it was old, Maren Holt said.")
    )
    assert attribute(passage, None).said_by == ("Maren Holt",)


def test_the_shipped_article_says_which_outlets_carried_its_first_sentence(
    seed_corpus: Corpus,
) -> None:
    attribution = attribute(seed_corpus.passages[0], None)
    assert attribution == Attribution(via=("North Korean state media", "AP"))


@pytest.mark.parametrize("passage", [0, 1], ids=["first-of-a-paragraph", "first-of-the-next"])
def test_nothing_is_inferred_across_paragraphs(passage: int) -> None:
    corpus = corpus_of("Maren Holt said that the wall fell.", "She added that the wall was old.")
    text = corpus.passages[passage].text
    quote = next(q for q in answer(corpus, "wall fell old").quotes if q.passage.text == text)
    assert not quote.attribution.inferred

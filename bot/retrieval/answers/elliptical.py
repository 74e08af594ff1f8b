"""Answers to questions about what was quoted: 'and when?', 'who said that?', 'who is he?'.

Each quoted sentence of the first article is looked at, with the others of its paragraph behind it
and those next to it. The first that holds what is asked for is the answer: a date for 'when', a
number for 'how many', a name behind a preposition of place for 'where'; where the question has
words of its own ('when did they meet?'), only a sentence that has them, too, from anywhere in the
article. For 'who said that' it is the first quoted sentence that names its source. In English and
Ukrainian.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from bot.articles.model import Passage
from bot.retrieval.answers.quoting import quote_in
from bot.retrieval.answers.speaker_mark import mark_source
from bot.retrieval.model import Quote, Span
from bot.retrieval.parsing.answer_types import (
    BEFORE_PLACE,
    SAYING,
    WHERE,
    WHO,
    AnswerType,
    undated_spans_of,
)
from bot.retrieval.question import Question
from bot.retrieval.retriever import Retriever
from bot.retrieval.text.analysis import term_of, words_of

_Mark = Callable[[str], Span | None]


def quote_beside(
    corpus: Retriever, question: Question, passages: Sequence[Passage], found: Sequence[int]
) -> Quote | None:
    """The sentence near quoted ones that answers a question about them; None if none does.

    `passages` are those of an article, `found` the positions of those that were quoted.
    """
    # 'Who said that?' is about the attribution of the quote itself, not about any other sentence.
    if WHO.search(question.clause) and SAYING.search(question.clause):
        quotes = (quote_in(corpus, passages[at]) for at in found)
        return next((mark_source(one) for one in quotes if one and _names_source(one)), None)
    mark = _mark_for(question)
    if mark is None:
        return None
    near = chain.from_iterable(_with_neighbours(passages, at) for at in found)
    own = frozenset(map(term_of, question.own_words))
    # Nearby sentences first. With words of its own, the question can be followed further away; a
    # bare 'when?' would take any date of the article.
    for at in dict.fromkeys((*near, *range(len(passages)))) if own else dict.fromkeys(near):
        text = passages[at].text
        if own <= frozenset(map(term_of, words_of(text))) and (span := mark(text)):
            return quote_in(corpus, passages[at], span)
    return None


def is_answered_by_form(question: Question) -> bool:
    """Whether the form of the words shows an answer: a date for 'when', a place for 'where'."""
    return _mark_for(question) is not None


def positions_of(passages: Sequence[Passage], quoted: Sequence[Passage]) -> list[int]:
    """The positions of the quoted sentences of an article among all of its sentences."""
    # By place: the hash of a passage is of its whole article.
    position_of = {(one.paragraph, one.sentence): at for at, one in enumerate(passages)}
    own = [one for one in quoted if passages and one.article == passages[0].article]
    found = (position_of.get((one.paragraph, one.sentence)) for one in own)
    return [at for at in found if at is not None]


def _with_neighbours(passages: Sequence[Passage], at: int) -> Iterator[int]:
    """A sentence's position, those of the others of its paragraph, and of the one after it."""
    paragraph = passages[at].paragraph
    yield at
    yield from (other for other, one in enumerate(passages) if one.paragraph == paragraph)
    if at + 1 < len(passages):
        yield at + 1


def _names_source(quote: Quote) -> bool:
    source = quote.attribution
    return bool(source.said_by or source.via or source.neighbour)


def _mark_for(question: Question) -> _Mark | None:
    """A function that marks the answer in a sentence by its form; None if no form answers."""
    kind = question.answer_type
    is_place = kind is AnswerType.NAME and WHERE.search(question.clause) is not None
    if kind is None or (kind is AnswerType.NAME and not is_place):
        return None  # a name for 'who' may be that of a person, a country or a bridge

    def mark(text: str) -> Span | None:
        spans = undated_spans_of(kind, text, question.language)
        return next(
            (one for one in spans if not is_place or BEFORE_PLACE.search(text, 0, one[0])), None
        )

    return mark

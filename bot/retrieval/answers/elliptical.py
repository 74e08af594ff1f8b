"""Answers to questions about what was quoted: 'and when?', 'who said that?', 'who is he?'.

Each quoted sentence of the first article is looked at, with the others of its paragraph behind it
and those next to it. The first that holds what is asked for is the answer: a date for 'when', a
number for 'how many', a name behind a preposition of place for 'where'; where the question has
words of its own ('when did they meet?'), only a sentence that has them, too, from anywhere in the
article. For 'who said that' it is the first quoted sentence that names its source; for 'what did
he say' and 'who is he' one that quotes or describes the person of the first. English only.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

import regex

from bot.articles.attribution.english.agreement import can_stand_for
from bot.articles.model import Passage
from bot.retrieval.answers.answering import quote_at
from bot.retrieval.answers.attributing import attribute
from bot.retrieval.candidates.definition import describes
from bot.retrieval.candidates.speech import speaks
from bot.retrieval.corpus import Corpus
from bot.retrieval.model import Quote, Span
from bot.retrieval.parsing.answer_types import AnswerType, undated_spans_of
from bot.retrieval.parsing.question_kinds import QuestionKind
from bot.retrieval.question import Question
from bot.retrieval.text.analysis import term_of, words_of

_SAYING = regex.compile(r"(?i)\b(?:sa(?:id|ys?|ying)|t(?:old|ells?)|according)\b")
_WHO = regex.compile(r"(?i)\bwhom?\b")
_WHO_IS = regex.compile(r"(?i)\bwho(?:['’]?s| is| was| are| were) (?:s?he|they)\b")
_PLACE = regex.compile(r"(?i)\bwhere\b|\bplace\b")
_PLACING = regex.compile(r"(?i)\b(?:in|at|near|from|on|outside|across|inside) (?:the )?$")

_Mark = Callable[[str], Span | None]


def quote_beside(corpus: Corpus, question: Question, quoted: Sequence[Passage]) -> Quote | None:
    """The sentence that answers a bare question about `quoted`; None if none does.

    The corpus must hold the articles of `quoted`.
    """
    found = list(_positions(corpus, quoted))
    if _WHO.search(question.clause) and _SAYING.search(question.clause):
        quotes = (quote_at(corpus, at, 0.0, _mark_nothing) for at in found)
        return next((_mark_source(one) for one in quotes if one and _names_source(one)), None)
    if question.asked.kind is QuestionKind.SPEECH or _WHO_IS.search(question.clause):
        return _of_person(corpus, question, found)
    mark = _mark_for(question)
    if mark is None:
        return None
    near = chain.from_iterable(_with_neighbours(corpus, at) for at in found)
    own = frozenset(map(term_of, question.own_words))
    for at in dict.fromkeys((*near, *range(len(corpus.passages)))) if own else dict.fromkeys(near):
        text = corpus.passages[at].text
        if own <= frozenset(map(term_of, words_of(text))) and mark(text):
            return quote_at(corpus, at, 0.0, mark)
    return None


def _of_person(corpus: Corpus, question: Question, found: Sequence[int]) -> Quote | None:
    """What the person of the first quoted sentence said, or who that is."""
    person = next(filter(None, (_person_of(corpus, at, question) for at in found)), None)
    if person is None:
        return None
    places = range(len(corpus.passages))
    if question.asked.kind is not QuestionKind.SPEECH:
        described = (at for at in places if describes(corpus.passages[at].text, person) == 1)
        at = next(described, None)
        return None if at is None else quote_at(corpus, at, 0.0, _mark_nothing)
    quotes = (quote_at(corpus, at, 0.0, _mark_nothing) for at in places if at not in found[:1])
    return next((one for one in quotes if one and speaks(person, one.attribution)), None)


def _person_of(corpus: Corpus, at: int, question: Question) -> str | None:
    """The person whom a sentence names for whom a pronoun of the question can stand."""
    pronoun = next(iter(regex.findall(r"(?i)\b(?:s?he|they|him|her|them)\b", question.clause)), "")
    if not pronoun:
        return None
    text = corpus.passages[at].text
    said_by = attribute(corpus.passages, at).said_by
    names = (*said_by, *(text[slice(*span)] for span in undated_spans_of(AnswerType.NAME, text)))
    subject = {"him": "he", "her": "she", "them": "they"}.get(pronoun.lower(), pronoun.lower())
    people = (name for name in names if " " in name or name in said_by)
    return next((name for name in people if can_stand_for(subject, name)), None)


def _positions(corpus: Corpus, quoted: Sequence[Passage]) -> Iterator[int]:
    """Where the quoted sentences of the first article stand."""
    position_of = {_place(passage): at for at, passage in enumerate(corpus.passages)}
    for passage in quoted:
        if passage.article == quoted[0].article and _place(passage) in position_of:
            yield position_of[_place(passage)]


def _with_neighbours(corpus: Corpus, at: int) -> Iterator[int]:
    """A sentence's position, those of the others of its paragraph, and of the one after it."""
    paragraph = _place(corpus.passages[at])[:2]
    yield at
    for other, passage in enumerate(corpus.passages):
        if _place(passage)[:2] == paragraph:
            yield other
    if (
        at + 1 < len(corpus.passages)
        and corpus.passages[at + 1].article is corpus.passages[at].article
    ):
        yield at + 1


def _place(passage: Passage) -> tuple[str, int, int]:
    return passage.article.name, passage.paragraph, passage.sentence


def _names_source(quote: Quote) -> bool:
    source = quote.attribution
    return bool(source.said_by or source.via or source.neighbour)


def _mark_nothing(_text: str) -> None:
    """Leave a sentence as it is until its source is known."""


def _mark_source(quote: Quote) -> Quote:
    """Mark the first of the sources that the sentence itself names, if it names one."""
    text = quote.passage.text
    for name in (*quote.attribution.said_by, *quote.attribution.via):
        if found := regex.search(rf"\b{regex.escape(name)}\b", text):
            return replace(quote, highlight=found.span())
    return quote


def _mark_for(question: Question) -> _Mark | None:
    """What finds, in a sentence, the first thing of the kind that is asked for."""
    kind = question.answer_type
    is_place = kind is AnswerType.NAME
    if kind is None or (is_place and not _PLACE.search(question.clause)):
        return None  # a name for 'who' may be that of a person, a country or a bridge

    def mark(text: str) -> Span | None:
        spans = undated_spans_of(kind, text)
        return next(
            (one for one in spans if not is_place or _PLACING.search(text, 0, one[0])), None
        )

    return mark

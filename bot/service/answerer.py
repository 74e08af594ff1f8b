"""The one way to ask: Discord, the terminal, JSON and `verbatim evaluate` all ask here."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from bot.articles.model import Article, Passage
from bot.querylog.model import Entry, Place
from bot.retrieval.follow_ups import Follower
from bot.retrieval.highlight import matching
from bot.retrieval.model import Answer, Quote
from bot.retrieval.question import Question
from bot.retrieval.repetition import without_repetition
from bot.retrieval.retriever import Retriever
from bot.retrieval.suggesting import suggest

_SPARE = 2  # times the sentences wanted: so many are looked at where some say the same
_CLAUSES = 5  # of a message that are tried by themselves, if it is not answered


@dataclass(frozen=True, slots=True)
class Request:
    """A message, and how it is to be answered.

    At most `sentences` quotes are shown. `quoted` are the passages of the answer that it goes on
    from, if there is one. `place` and `asker`, Discord's id of the person, are for the query log.
    """

    text: str
    sentences: int
    place: Place
    asker: int | None = None
    quoted: Sequence[Passage] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer, and its entry for the query log.

    `stories` are the loaded articles that the answer's related stories are, None for those that
    are not loaded.
    """

    answer: Answer
    entry: Entry
    stories: tuple[Article | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Answerer:
    """Answers messages; may be used from several threads at a time.

    A confidence (0 to 1) of `threshold` and more is an answer.
    """

    threshold: float
    _follower: Follower = field(default_factory=Follower, init=False)

    def answer(self, corpus: Retriever, request: Request) -> Answered:
        """Answer a message from a corpus. Takes time, so not on an event loop."""
        asked_at = datetime.now(UTC)
        started = time.perf_counter()
        question, answer = self._find(corpus, request)
        answer = self._complete(corpus, question, answer)
        milliseconds = (time.perf_counter() - started) * 1_000
        entry = Entry.of(
            answer,
            place=request.place,
            asker=request.asker,
            asked_at=asked_at,
            milliseconds=milliseconds,
        )
        stories = tuple(map(corpus.headlines.leads_to, answer.related))
        return Answered(answer, entry, stories)

    def _find(self, corpus: Retriever, request: Request) -> tuple[Question, Answer]:
        """Ask what the message asks and, if that is not answered, what else it may ask."""
        question = Question.parse(request.text)
        best = question, self._without_repetition(corpus, question, request)
        if whole := question.in_full():
            found = self._without_repetition(corpus, whole, request)
            if found.answered and found.confidence > best[1].confidence:
                best = whole, found
        if best[1].answered:
            return best
        for clause in question.alone()[:_CLAUSES]:
            if not clause.needs_context:
                found = self._without_repetition(corpus, clause, request)
                if found.answered:
                    return clause, found
        return best

    def _without_repetition(
        self, corpus: Retriever, question: Question, request: Request
    ) -> Answer:
        """Answer with quotes that do not repeat each other."""
        most = request.sentences
        answer = self._follow(corpus, question, request.quoted, most)
        quotes = without_repetition(answer.quotes)
        if len(quotes) < len(answer.quotes):
            answer = self._follow(corpus, question, request.quoted, _SPARE * most)
            quotes = without_repetition(answer.quotes)[:most]
        return replace(answer, quotes=quotes)

    def _follow(
        self, corpus: Retriever, question: Question, quoted: Sequence[Passage], top: int
    ) -> Answer:
        return self._follower.answer(corpus, question, quoted, top=top, threshold=self.threshold)

    def _complete(self, corpus: Retriever, question: Question, answer: Answer) -> Answer:
        """Add what renderers show: emphasis, and a correction of misspelt words."""
        quotes = answer.quotes
        if answer.answered:
            quotes = tuple(replace(one, bold=_bold(question, one)) for one in quotes)
        correction = suggest(corpus, question, answer, threshold=self.threshold)
        return replace(answer, quotes=quotes, correction=correction)


def _bold(question: Question, quote: Quote) -> tuple[tuple[int, int], ...]:
    if quote.highlight is not None:
        return (quote.highlight,)
    return matching(question, quote.passage.text)

"""The one way to ask: Discord, the terminal, JSON and `verbatim evaluate` all ask here."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.articles.model import Article, Passage
from bot.querylog.model import Entry, Place
from bot.retrieval.answers.follow_ups import Search, answer_after
from bot.retrieval.answers.joining import joined
from bot.retrieval.answers.overview import articles_asked, gist_answer, unclear
from bot.retrieval.answers.repetition import without_repetition
from bot.retrieval.answers.suggesting import suggest
from bot.retrieval.deciding.explaining import Explanation, explain
from bot.retrieval.deciding.highlight import matching
from bot.retrieval.model import Answer, Quote
from bot.retrieval.parsing.chat_forms import names_in_full
from bot.retrieval.parsing.question_kinds import QuestionKind
from bot.retrieval.question import Question
from bot.retrieval.retriever import Retriever

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

    def answer(self, corpus: Retriever, request: Request) -> Answered:
        """Answer a message from a corpus. Takes time, so not on an event loop."""
        asked_at = datetime.now(UTC)
        started = time.perf_counter()
        answer = self._find(corpus, request)
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

    def explain(self, corpus: Retriever, request: Request) -> Explanation:
        """Answer, and say why the answer is as it is. Takes time, so not on an event loop."""
        return explain(self._find(corpus, request))

    def _find(self, corpus: Retriever, request: Request) -> Answer:
        """Answer each question of a message; where several are, one after the other."""
        question = Question.parse(request.text)
        answer = self._find_each(corpus, question, request)
        if not answer.answered and not answer.needs_context and (whole := question.in_full()):
            found = self._look_up(corpus, whole, request)
            return _emphasised(whole, found) if found.answered else answer
        return answer

    def _find_each(self, corpus: Retriever, whole: Question, request: Request) -> Answer:
        questions = whole.alone()[:_CLAUSES]
        if not questions:
            return self._find_one(corpus, whole, request)
        found: list[tuple[Question, Answer]] = []
        for question in questions:
            answer = self._find_one(corpus, question, request)
            found.append((question, answer))
            if answer.answered:  # the next may be about this one
                request = replace(request, quoted=_passages(answer))
        if not any(answer.answered for _, answer in found):
            return self._find_one(corpus, whole, request)
        return joined(found)

    def _find_one(self, corpus: Retriever, question: Question, request: Request) -> Answer:
        """Answer one question, in the wording that the articles can answer best."""
        if gist := self._gist(corpus, question, request):
            return gist
        if question.needs_context and question.said_before and not request.quoted:
            question = question.reworded(f"{question.said_before}. {question.clause}")
        asked, answer = question, self._look_up(corpus, question, request)
        full = question.reworded(names_in_full(question.clause, corpus.knows))
        if full is not question:
            by_full = self._look_up(corpus, full, request)
            if by_full.confidence > answer.confidence:
                asked, answer = full, by_full
        correction = suggest(corpus, full, answer, threshold=self.threshold)
        if correction is None:
            return _emphasised(asked, answer)
        if not correction.is_sure:
            return replace(_emphasised(asked, answer), correction=correction)
        asked = full.reworded(correction.question)
        answer = _emphasised(asked, self._look_up(corpus, asked, request))
        return replace(answer, corrected=correction.words)

    def _gist(self, corpus: Retriever, question: Question, request: Request) -> Answer | None:
        """The gist of an article, if that is asked for and known which."""
        asked = question.asked
        if asked.kind not in (QuestionKind.OVERVIEW, QuestionKind.NEWS):
            return None
        articles = articles_asked(corpus, asked, request.quoted)
        if articles:
            return gist_answer(corpus, question, articles)
        if asked.about:
            return self._find_one(corpus, question.reworded(asked.about), request)
        return unclear(corpus, question)

    def _look_up(self, corpus: Retriever, question: Question, request: Request) -> Answer:
        """Look a question up as it is worded, for quotes that do not repeat each other."""
        most = request.sentences
        answer = self._follow(corpus, question, request.quoted, most)
        quotes = without_repetition(answer.quotes)
        if len(quotes) == len(answer.quotes):
            return answer
        answer = self._follow(corpus, question, request.quoted, _SPARE * most)
        quotes = without_repetition(answer.quotes)[:most]
        return replace(answer, quotes=quotes, shown=min(answer.shown, len(quotes)))

    def _follow(
        self, corpus: Retriever, question: Question, quoted: Sequence[Passage], top: int
    ) -> Answer:
        return answer_after(Search(corpus, top, self.threshold), question, quoted)


def brief(corpus: Retriever, article: Article) -> Answer:
    """The gist of one of the articles. May read its file, so not on an event loop."""
    return gist_answer(corpus, Question.parse(article.title), (article,))


def _emphasised(question: Question, answer: Answer) -> Answer:
    """An answer with what is to be emphasised in each quote that is shown."""
    quotes = (replace(one, bold=_bold(question, one)) for one in answer.quotes[: answer.shown])
    return replace(answer, quotes=(*quotes, *answer.quotes[answer.shown :]))


def _passages(answer: Answer) -> tuple[Passage, ...]:
    return tuple(quote.passage for quote in answer.visible)


def _bold(question: Question, quote: Quote) -> tuple[tuple[int, int], ...]:
    if quote.highlight is not None:
        return (quote.highlight,)
    return matching(question, quote.passage.text)

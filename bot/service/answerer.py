"""The one way to ask: Discord, the terminal, JSON and `verbatim evaluate` all ask here."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial

from bot.articles.model import Article, Passage
from bot.querylog.model import Entry, Place
from bot.retrieval.answers.follow_ups import Search, answer_after
from bot.retrieval.answers.joining import joined
from bot.retrieval.answers.overview import GIST, articles_asked, gist_answer, unclear
from bot.retrieval.answers.repetition import without_repetition
from bot.retrieval.answers.suggesting import is_near, near_words, suggest
from bot.retrieval.deciding.explaining import Explanation, explain
from bot.retrieval.deciding.highlight import matching
from bot.retrieval.deciding.judging import READ_AT_MOST
from bot.retrieval.model import Answer, Correction, Outcome, Quote
from bot.retrieval.parsing.chat_forms import in_full, names_in_full
from bot.retrieval.parsing.question_kinds import QuestionKind
from bot.retrieval.parsing.slips import put_right
from bot.retrieval.question import Question
from bot.retrieval.retriever import Retriever
from bot.retrieval.text.analysis import stop_words

_SPARE = 2  # times the sentences wanted: so many are looked at if some say the same
_CLAUSES = 5  # of a message that are tried by themselves, if it is not answered
_READ_AGAIN = 4  # candidates that are read for a second attempt
_READ_BY_ALL, _READ_LEAST = 8, 2  # candidates for all questions of a message, and for each


@dataclass(frozen=True, slots=True)
class Request:
    """A message, and how it is to be answered.

    At most `sentences` quotes are shown. `quoted` are the passages of the answer that it goes on
    from, if there is one. `place` and `asker`, Discord's id of the person, are for the query log.
    A reader reads at most `read` candidates for it, a few more for a second attempt.
    """

    text: str
    sentences: int
    place: Place
    asker: int | None = None
    quoted: Sequence[Passage] = ()
    read: int = READ_AT_MOST


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer, and its entry for the query log.

    `stories` are the loaded articles of the answer's related stories, None for a story that is not
    loaded.
    """

    answer: Answer
    entry: Entry
    stories: tuple[Article | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Answerer:
    """Answers messages; safe to use from several threads.

    A passage answers from a confidence (0 to 1) of `threshold`.
    """

    threshold: float

    def answer(self, corpus: Retriever, request: Request) -> Answered:
        """Answer a message from a corpus. Takes time, so not on an event loop."""
        return _answered(corpus, request, lambda: self._find(corpus, request))

    def explain(self, corpus: Retriever, request: Request) -> Explanation:
        """Answer, and say why the answer is as it is. Takes time, so not on an event loop."""
        return explain(self._find(corpus, request))

    def _find(self, corpus: Retriever, request: Request) -> Answer:
        """Answer each question of a message, in their order."""
        plain, slips = put_right(in_full(request.text), partial(is_near, corpus))
        whole = Question.parse(request.text, plain)
        # A heading of two questions is one question; after an answer, 'and why?' is about that.
        if not (request.quoted and whole.needs_context):
            corpus.will_ask(whole)
            if corpus.is_heading(whole.message):
                whole = whole.as_heading()
        answer = self._find_each(corpus, whole, request)
        # People often put the topic into one sentence and the question into the next ("The bridge
        # in Tarn. Who paid?"). Only if the asking sentences alone fail is everything asked, since
        # the rest of a message mostly dilutes the question.
        if not answer.answered and not answer.needs_context and (all_of_it := whole.in_full()):
            found = self._look_up(corpus, all_of_it, replace(request, read=_READ_AGAIN))
            answer = found if found.answered else answer
        # Nobody needs to hear that 'teh' was read as 'the', nor of slips if nothing was found.
        told = tuple(word for word in slips if answer.visible and word not in stop_words())
        return replace(answer, corrected=(*told, *answer.corrected)) if told else answer

    def _find_each(self, corpus: Retriever, whole: Question, request: Request) -> Answer:
        questions = whole.alone()[:_CLAUSES]
        # 'When do they start again, and what do they get?' is only clear from all of its words.
        if not questions or (questions[0].needs_context and not request.quoted):
            return self._find_one(corpus, whole, request)
        found: list[tuple[Question, Answer]] = []
        # The reader is by far the slowest step, so several questions share one budget: a message
        # must not take longer because it asks more.
        each = replace(request, read=max(_READ_LEAST, _READ_BY_ALL // len(questions)))
        for question in questions:
            answer = self._find_one(corpus, question, each)
            found.append((question, answer))
            if answer.visible:  # the next may be about this one
                each = replace(each, quoted=[quote.passage for quote in answer.visible])
        # Perhaps it was one question after all, cut at a comma or an 'and'.
        if all(answer.outcome is Outcome.NONE for _, answer in found):
            return self._find_one(corpus, whole, replace(request, read=_READ_AGAIN))
        return joined(found)

    def _find_one(self, corpus: Retriever, question: Question, request: Request) -> Answer:
        """Answer one question, in the wording that the articles can answer best."""
        if gist := self._gist(corpus, question, request):
            return gist
        corpus.will_ask(question)
        # Without an answer to go on from, the sentence before may still say what 'it' is.
        if question.needs_context and question.said_before and not request.quoted:
            question = question.reworded(f"{question.said_before}. {question.clause}")
        asked, correction = self._reworded(corpus, question)
        answer = self._look_up(corpus, asked, request)
        if correction and correction.is_sure:
            return replace(answer, corrected=correction.words)
        return answer if answer.answered else replace(answer, correction=correction)

    def _reworded(
        self, corpus: Retriever, question: Question
    ) -> tuple[Question, Correction | None]:
        """The wording that the articles can answer best, by words and meaning alone."""
        # In this order: a short form that stands for a name must not be taken for a misspelt word.
        full = question.reworded(names_in_full(question.clause, corpus.knows))
        near = near_words(corpus, full)
        # Most questions end here, without a draft: nothing to reword costs nothing.
        if full is question and not near:
            return question, None
        draft = self._draft(corpus, full)
        correction = suggest(corpus, full, near, draft, threshold=self.threshold)
        if correction and correction.is_sure:
            return full.reworded(correction.question), correction
        is_better = full is question or draft.confidence > self._draft(corpus, question).confidence
        return full if is_better else question, correction

    def _draft(self, corpus: Retriever, question: Question) -> Answer:
        return corpus.answer(question, top=1, threshold=self.threshold, read=0)

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
        search = Search(corpus, request.sentences, self.threshold, request.read)
        answer = answer_after(search, question, request.quoted)
        quotes = without_repetition(answer.quotes)
        # Agency reports repeat each other. Dropping repeats leaves too few quotes, so more are
        # fetched; only then, since it costs a second search.
        if len(quotes) < len(answer.quotes):
            more = replace(search, top=_SPARE * search.top)
            answer = answer_after(more, question, request.quoted)
            quotes = without_repetition(answer.quotes)[: search.top]
        shown = min(answer.shown, len(quotes))
        bold = (replace(one, bold=_bold(question, one)) for one in quotes[:shown])
        return replace(answer, quotes=(*bold, *quotes[shown:]), shown=shown)


def brief(corpus: Retriever, article: Article, place: Place, asker: int | None) -> Answered:
    """The gist of one of the articles. May read its file, so not on an event loop."""
    question = Question.parse(article.title)
    request = Request(article.title, GIST, place, asker)
    return _answered(corpus, request, lambda: gist_answer(corpus, question, (article,)))


def _answered(corpus: Retriever, request: Request, find: Callable[[], Answer]) -> Answered:
    """Find an answer, and note for the query log how long that took."""
    asked_at = datetime.now(UTC)
    started = time.perf_counter()
    answer = find()
    entry = Entry.of(
        answer,
        place=request.place,
        asker=request.asker,
        asked_at=asked_at,
        milliseconds=(time.perf_counter() - started) * 1_000,
    )
    return Answered(answer, entry, tuple(map(corpus.headlines.leads_to, answer.related)))


def _bold(question: Question, quote: Quote) -> tuple[tuple[int, int], ...]:
    if quote.highlight is not None:
        return (quote.highlight,)
    return matching(question, quote.passage.text)

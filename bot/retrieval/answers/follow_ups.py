"""Follow-ups: a question that goes on from an answer is read in the article of that answer first.

That is the article of the first quote. A question with words of its own ('how much did it cost?')
is asked of it alone; if it answers, that is the answer, unless the question has a name that only
other articles have: then it is about something else. A question about a pronoun ('who signed it?')
or without words of its own ('and when?') is answered by what stands beside the quotes
(`elliptical`) or, about a pronoun, by the rest of the article, or not at all; 'he' and 'she' are
read as whom the quotes name (`pronouns`). Where one article is loaded and nothing was asked before,
a pronoun is about that; 'and when?' is about nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

import regex

from bot.articles.model import Article, Passage
from bot.retrieval.answers.answering import OFFERED_STORIES
from bot.retrieval.answers.elliptical import is_answered_by_form, positions_of, quote_beside
from bot.retrieval.answers.pronouns import with_names
from bot.retrieval.deciding.judging import READ_AT_MOST
from bot.retrieval.model import Answer, Outcome, Quote, Stage
from bot.retrieval.parsing.answer_types import AnswerType, spans_of
from bot.retrieval.parsing.question_kinds import QuestionKind
from bot.retrieval.question import Question
from bot.retrieval.retriever import Retriever
from bot.retrieval.text.analysis import analyse_passage, term_of, words_of

_THE = regex.compile(r"(?i)\bthe (\p{L}+)")
_TELLING = 2  # words of its own from which a question is asked of all articles: 'do they expect'
_LARGEST = 300_000  # characters of an article that is read for a follow-up


@dataclass(frozen=True, slots=True)
class Search:
    """A corpus, and how it is asked.

    `top`, `threshold` and `read` are as for `Retriever.answer`.
    """

    corpus: Retriever
    top: int
    threshold: float
    read: int = READ_AT_MOST

    def everywhere(self, question: Question) -> Answer:
        """Ask all articles."""
        return self.corpus.answer(question, top=self.top, threshold=self.threshold, read=self.read)

    def within(self, article: Article, question: Question, threshold: float) -> Answer:
        """Ask one article."""
        return self.corpus.answer(
            question, top=self.top, threshold=threshold, within=article, read=self.read
        )

    def unread(self, question: Question) -> Answer:
        """Ask all articles, by words and meaning alone."""
        return self.corpus.answer(question, top=self.top, threshold=self.threshold, read=0)


def answer_after(search: Search, question: Question, quoted: Sequence[Passage] = ()) -> Answer:
    """Answer a question after an answer that quoted these passages, or after none."""
    if question.needs_context:
        return _in_context(search, question, quoted)
    # Asked everywhere first: a question that is complete by itself must not be answered worse
    # because something was asked before it.
    everywhere = search.everywhere(question)
    home = _article_spoken_of(search.corpus, quoted) if quoted else None
    if home is None or _leads_out(search.corpus, home, question, everywhere):
        return everywhere
    if everywhere.answered and everywhere.quotes[0].passage.article == home:
        return everywhere
    # The same threshold as elsewhere: a weak answer at home must not hide a good one outside.
    within = search.within(home, question, search.threshold)
    return replace(within, in_context=True) if within.answered else everywhere


def _in_context(search: Search, question: Question, quoted: Sequence[Passage]) -> Answer:
    """Answer a question that only the answer before, or the only article, gives a meaning."""
    home = _article_spoken_of(search.corpus, quoted)
    if home is None:
        # No article is spoken of: two words of its own are enough to try all articles, one is not.
        is_told = len(question.own_words) >= _TELLING
        return search.everywhere(question) if is_told else _silent(search.unread(question))
    passages = search.corpus.passages_in(home)
    # With one article loaded and nothing asked before, its first sentence stands for what was
    # quoted.
    found = positions_of(passages, quoted) if quoted else [0]
    # A name is only filled in from sentences that people have seen quoted; otherwise the answer
    # would rest on a guess that nobody can check.
    named = with_names(question, passages, found) if quoted else question
    quote = None
    if quoted or not question.is_elliptical:
        quote = quote_beside(search.corpus, question, passages, found)
    if quote:
        # The search is only for the other fields of the answer, such as its candidates; a reader
        # would cost time and decide nothing.
        given = _by_rule(search.unread(question), quote, search.threshold)
    elif named.is_elliptical and not named.is_anaphoric:
        given = _silent(search.unread(question))
    else:
        given = _within(search, home, question, named)
    return replace(given, question=question.text, needs_context=True, in_context=bool(quoted))


def _within(search: Search, home: Article, question: Question, named: Question) -> Answer:
    """Ask an article, with a pronoun as it stands or the person's name in its place.

    'What did she say' has hardly another word than the name. Of any other question a name is one
    word too many: it finds what else is said of the person, which only a reader tells apart.
    """
    # Lower within one article: the question lacks the name, so that its words match less, and the
    # article is already known to be the right one.
    if named.asked.kind in (QuestionKind.SPEECH, QuestionKind.DEFINITION):
        given = search.within(home, named, search.threshold)
    else:
        given = search.within(home, question, search.threshold)
        if given.stage is Stage.WORDS and not _has_words(given, question):
            return _silent(given)
        # Without a name, a question may look too hopeless to be read: 'how old is she?'. But one
        # for a person would find the one who is named.
        is_worth_it = given.stage is Stage.READER or (
            given.stage is Stage.MEANING and named.asked.kind is not QuestionKind.WHO
        )
        if not given.answered and is_worth_it and named is not question:
            read = search.within(home, named, search.threshold)
            given = read if read.stage is Stage.READER else given
    return given if given.answered else _silent(given)


def _has_words(given: Answer, question: Question) -> bool:
    """Whether the first sentence has every word of a question that no form answers.

    By words alone, the one or two words beside a pronoun are too few to tell sentences apart.
    """
    if is_answered_by_form(question) or not given.quotes:
        return False
    said = frozenset(map(term_of, words_of(given.quotes[0].passage.text)))
    return said.issuperset(map(term_of, question.own_words))


def _article_spoken_of(corpus: Retriever, quoted: Sequence[Passage]) -> Article | None:
    """The article that is spoken of: that of the first quote, or the only one there is.

    May read its file.
    """
    articles = [quoted[0].article] if quoted else corpus.articles
    if len(articles) != 1 or _length(articles[0]) > _LARGEST or corpus.flaw_of(articles[0]):
        return None
    return articles[0]


def _leads_out(corpus: Retriever, home: Article, question: Question, everywhere: Answer) -> bool:
    """Whether a name of the question, or its 'the bridge', is none of the article spoken of.

    In lower case, a name is what the best passage of all articles has for one.
    """
    the = frozenset(chain.from_iterable(map(words_of, _THE.findall(question.clause))))
    names = (question.names or _names_in(question, everywhere)) | the
    # Names that no article has at all say nothing about where the question leads.
    known = [term_of(name) for name in names if corpus.knows(name)]
    if not known:
        return False
    there = frozenset(analyse_passage("\n".join((home.title, *home.paragraphs))).terms)
    return not there.issuperset(known)


def _names_in(question: Question, everywhere: Answer) -> frozenset[str]:
    if not everywhere.quotes:
        return frozenset()
    article = everywhere.quotes[0].passage.article
    texts = (article.title, everywhere.quotes[0].passage.text)
    names = (text[slice(*one)] for text in texts for one in spans_of(AnswerType.NAME, text))
    return frozenset(chain.from_iterable(map(words_of, names))) & frozenset(question.content)


def _length(article: Article) -> int:
    return sum(map(len, article.paragraphs))


def _silent(found: Answer) -> Answer:
    """No answer: what was found may be about something other than what the pronoun means."""
    return replace(
        found, outcome=Outcome.NONE, stage=Stage.CONTEXT, shown=0, confidence=0.0, related=()
    )


def _by_rule(found: Answer, quote: Quote, threshold: float) -> Answer:
    """An answer that a rule decided, not the confidence model: the quote has what was asked for."""
    return replace(
        found,
        outcome=Outcome.ANSWER,
        stage=Stage.CONTEXT,
        shown=1,
        confidence=threshold,
        quotes=(replace(quote, confidence=threshold),),
        related=quote.passage.article.related[:OFFERED_STORIES],
    )

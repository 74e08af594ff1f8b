"""A Retriever over an index on servers, which fetches what a question needs in few statements."""

from dataclasses import dataclass
from itertools import chain

from bot.articles.model import Article
from bot.library.remote.corpus import RemoteCorpus
from bot.library.remote.index import word_keys
from bot.library.remote.rows import GRAMS, PASSAGES, STORIES, key_of
from bot.retrieval.answers.answering import OFFERED_STORIES
from bot.retrieval.candidates.features import AT_LEAST, NEARLY
from bot.retrieval.deciding.judging import READ_AT_MOST
from bot.retrieval.model import Answer
from bot.retrieval.question import Question
from bot.retrieval.retriever import CorpusRetriever
from bot.retrieval.text.analysis import analyse, term_of


@dataclass(frozen=True, slots=True)
class RemoteRetriever(CorpusRetriever):
    """Answers as a CorpusRetriever does, and equally.

    What reads may raise ArticlesUnavailable.
    """

    corpus: RemoteCorpus

    def answer(
        self,
        question: Question,
        *,
        top: int,
        threshold: float,
        within: Article | None = None,
        read: int = READ_AT_MOST,
    ) -> Answer:
        """The best `top` passages, and whether they answer."""
        self.will_ask(question)
        self._fetch_for_unknown(question)
        return CorpusRetriever.answer(
            self, question, top=top, threshold=threshold, within=within, read=read
        )

    def _fetch_for_unknown(self, question: Question) -> None:
        """Fetch the rows of what is like any unknown word in one statement."""
        corpus, analysis = self.corpus, question.analysis
        pairs = zip(analysis.words, analysis.terms, strict=True)
        unknown = [word for word, term in pairs if not corpus.store.row(key_of(PASSAGES, term))]
        if unknown:
            like = (corpus.index.vocabulary.like(word, NEARLY, AT_LEAST) for word in unknown)
            terms = map(term_of, chain.from_iterable(like))
            corpus.store.rows([key_of(PASSAGES, term) for term in terms])
            # Likely unanswered: so the related stories come in one statement with the passages.
            corpus.store.want(corpus.stories.articles_near(question.clause, OFFERED_STORIES))

    def will_ask(self, question: Question) -> None:
        """Fetch the rows of all terms in one statement, and what is like unknown words."""
        analysis = question.analysis
        passages = [key_of(PASSAGES, term) for term in analysis.terms]
        stories = (key_of(STORIES, term) for term in analyse(question.clause).terms)
        grams = (key_of(GRAMS, gram) for gram in analysis.grams)
        like = dict(zip(passages, map(word_keys, analysis.words), strict=True))
        self.corpus.store.rows([*passages, *stories, *grams], like)

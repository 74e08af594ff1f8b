"""What a front end knows of retrieval, wherever the index is."""

from collections.abc import Sequence
from typing import Protocol

from bot.articles.model import Article, Passage, RelatedStory
from bot.retrieval.answers.answering import answer
from bot.retrieval.catalogue import Catalogue
from bot.retrieval.corpus import Corpus
from bot.retrieval.deciding.judging import READ_AT_MOST
from bot.retrieval.headlines import Headlines
from bot.retrieval.model import Answer
from bot.retrieval.question import Question
from bot.retrieval.speeches import Speaker
from bot.retrieval.text.analysis import term_of
from bot.retrieval.text.headings import heading_term

_SOMEWHAT = 0.2  # of a word's grams: a slip in the middle of five letters leaves a quarter


class Retriever(Protocol):
    """The articles as they were at one moment, which can be read and asked.

    Immutable: what changes makes another. May be used from several threads at a time.
    """

    @property
    def articles(self) -> Sequence[Article]:
        """All articles, in the order of their names."""

    @property
    def passages(self) -> Sequence[Passage]:
        """All their sentences, in reading order."""

    @property
    def version(self) -> str:
        """Names what was loaded: another text of any article has another version."""

    @property
    def headlines(self) -> Headlines:
        """Which headlines are articles that are loaded."""

    @property
    def speakers(self) -> Sequence[Speaker]:
        """Who is quoted, most quoted first. Takes time when first used, so not on an event loop."""

    @property
    def catalogue(self) -> Catalogue:
        """The articles by title and short name."""

    def passages_in(self, article: Article) -> Sequence[Passage]:
        """The sentences of one of the articles, in reading order."""

    def flaw_of(self, article: Article) -> str | None:
        """Why one of the articles must not be shown; None if it may. May read its file."""

    def nearest_stories(self, topic: str, limit: int) -> Sequence[RelatedStory]:
        """At most `limit` related stories that share a term with `topic`, nearest first."""

    def answer(
        self,
        question: Question,
        *,
        top: int,
        threshold: float,
        within: Article | None = None,
        read: int = READ_AT_MOST,
    ) -> Answer:
        """The best `top` passages for a question, and whether they answer it.

        They do if the confidence reaches `threshold` (0 to 1). `within` is the only article that
        is asked, if there is one. A reader reads at most `read` candidates. Takes time, so not on
        an event loop.
        """

    def will_ask(self, question: Question) -> None:
        """Announce a question, so that a remote index can fetch all that it needs at once."""

    def knows(self, word: str) -> bool:
        """Whether a sentence has a word, in any of its forms; spelt as `analysis.words_of` does."""

    def is_heading(self, text: str) -> bool:
        """Whether a text of three words or more is the heading of some sentences."""

    def words_like(self, word: str) -> Sequence[str]:
        """The words of the sentences that a word may have been meant for, spelt in the same way."""


class CorpusRetriever(Corpus):
    """A corpus in the memory of this process, which can be asked."""

    def warm_up(self) -> None:
        """Make what the first questions would have to wait for, here and in the process."""
        super().warm_up()
        # Its first question reads lists of words and compiles patterns for 0.06 s.
        Question.parse("Who was it?")

    def flaw_of(self, article: Article) -> str | None:
        """Why an article that came from a cache is not what its file says."""
        return self.source_flaw(article)

    def nearest_stories(self, topic: str, limit: int) -> tuple[RelatedStory, ...]:
        """The related stories whose headlines are nearest."""
        return self.stories.nearest(topic, limit)

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
        return answer(self, question, top=top, threshold=threshold, within=within, read=read)

    def will_ask(self, question: Question) -> None:
        """Fetch nothing, since everything is in memory."""

    def knows(self, word: str) -> bool:
        """Whether the index has a word's stem."""
        # By stem, so that any form of a word counts as known and is not 'corrected'.
        return term_of(word) in self.index.terms

    def is_heading(self, text: str) -> bool:
        """Whether the index has a text as the term of a heading."""
        term = heading_term(text)
        return term is not None and term in self.index.terms

    def words_like(self, word: str) -> Sequence[str]:
        """The words that share some of a word's letters in a row."""
        return self.index.vocabulary.like(word, _SOMEWHAT)

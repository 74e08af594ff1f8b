"""Small corpora for the retrieval tests: hand-made ones, and real files read as the bot reads."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import pytest

from bot.articles.library import read_folder
from bot.articles.model import Article, RelatedStory
from bot.retrieval.candidates.ranking import rank
from bot.retrieval.corpus import Corpus
from bot.retrieval.question import Question
from bot.retrieval.retriever import CorpusRetriever

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
WRITTEN = ROOT / "tests" / "articles_for_tests"


def article_of(
    *paragraphs: str, name: str = "a.txt", related: Sequence[RelatedStory] = ()
) -> Article:
    """Make an article of paragraphs as `read_folder` would, without a file."""
    digest = sha256("\n".join(paragraphs).encode(errors="surrogatepass")).hexdigest()
    return Article(name, f"Title of {name}", paragraphs, tuple(related), digest=digest)


def ferry_articles() -> list[Article]:
    """Make so many articles that several processes have some each: 300 of 40 passages."""
    return [
        article_of(*(f"The ferry number {n} of {m} sank." for n in range(40)), name=f"{m:03}.txt")
        for m in range(300)
    ]


def corpus_of(*paragraphs: str) -> Corpus:
    """Make a corpus of one article."""
    return Corpus.build([article_of(*paragraphs)])


def ranked(corpus: Corpus, question: str) -> list[str]:
    """Give the sentences that are found for a question, best first."""
    found = rank(corpus, Question.parse(question))
    return [corpus.passages[int(position)].text for position in found.passages]


@pytest.fixture(scope="session")
def seed_corpus() -> CorpusRetriever:
    """Read the article that is shipped, and nothing else."""
    return CorpusRetriever.build(read_folder(SEEDS).articles)


@pytest.fixture(scope="session")
def news() -> tuple[Article, ...]:
    """Read the shipped article and the two that were written for the tests."""
    return (*read_folder(SEEDS).articles, *read_folder(WRITTEN).articles)


@pytest.fixture(scope="session")
def news_corpus(news: tuple[Article, ...]) -> CorpusRetriever:
    """Build one corpus over the shipped and the written articles."""
    return CorpusRetriever.build(news)

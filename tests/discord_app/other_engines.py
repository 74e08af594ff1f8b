"""A retriever and a query log that share nothing with Verbatim's own but their protocols."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.articles.library import Library
from bot.articles.model import Article, Passage, RelatedStory
from bot.library.building import CorpusBuilder
from bot.querylog.expiry import Expiry
from bot.querylog.insight import Insight
from bot.querylog.model import Entry, Tally, Vote
from bot.querylog.personal import PersonalRecords
from bot.querylog.recorder import Recorder
from bot.querylog.records import GuildSettings
from bot.querylog.store import GuildStore
from bot.querylog.vitals import Vitals
from bot.retrieval.catalogue import Catalogue
from bot.retrieval.headlines import Headlines
from bot.retrieval.model import Answer, Attribution, Outcome, Quote
from bot.retrieval.question import Question
from bot.retrieval.retriever import Retriever
from bot.retrieval.speeches import Speaker, find_speakers


@dataclass(frozen=True)
class WholeParagraphs:
    """Knows no sentences, only paragraphs; the shortest one that has the last word answers."""

    articles: Sequence[Article]
    version: str = "paragraphs"

    @property
    def passages(self) -> Sequence[Passage]:
        return [passage for article in self.articles for passage in self.passages_in(article)]

    def passages_in(self, article: Article) -> Sequence[Passage]:
        numbered = enumerate(article.paragraphs, start=1)
        return [Passage(article, number, 1, 0, len(text)) for number, text in numbered]

    @property
    def catalogue(self) -> Catalogue:
        return Catalogue(self.articles)

    @property
    def headlines(self) -> Headlines:
        return Headlines(self.articles)

    @property
    def speakers(self) -> Sequence[Speaker]:
        return find_speakers(self.articles, self.passages_in)

    def flaw_of(self, article: Article) -> str | None:
        return None

    def nearest_stories(self, topic: str, limit: int) -> Sequence[RelatedStory]:
        stories = [story for article in self.articles for story in article.related]
        return [story for story in stories if topic in story.headline][:limit]

    def answer(
        self,
        question: Question,
        *,
        top: int,
        threshold: float,
        within: Article | None = None,
        read: int = 0,
    ) -> Answer:
        del threshold, read
        word = question.text.rstrip("?").split()[-1]
        asked = self.passages_in(within) if within else self.passages
        found = [passage for passage in asked if word in passage.text]
        found.sort(key=lambda passage: len(passage.text))
        quotes = tuple(Quote(passage, 1.0, Attribution()) for passage in found[:top])
        outcome = Outcome.ANSWER if quotes else Outcome.NONE
        confidence = float(bool(quotes))
        return Answer(question.text, outcome, confidence, quotes, (), self.version, shown=1)

    def will_ask(self, question: Question) -> None:
        pass

    def knows(self, word: str) -> bool:
        return any(word in passage.text.casefold() for passage in self.passages)

    def is_heading(self, text: str) -> bool:
        return False

    def words_like(self, word: str) -> Sequence[str]:
        return ()


class ParagraphBuilder(CorpusBuilder):
    """Makes it anew each time, and keeps nothing."""

    def load(self, folder: Path) -> None:
        return None

    def build(self, library: Library, previous: Retriever | None) -> WholeParagraphs:
        return WholeParagraphs(library.articles)

    def save(self, library: Library, retriever: Retriever) -> Retriever:
        return retriever


@dataclass
class SettingsInMemory:
    """Keeps what is set for guilds."""

    by_guild: dict[int, GuildSettings] = field(default_factory=dict)

    async def load(self) -> Mapping[int, GuildSettings]:
        return dict(self.by_guild)

    async def save(self, guild_id: int, settings: GuildSettings) -> None:
        self.by_guild[guild_id] = settings


@dataclass
class LogInMemory(Recorder):
    """Keeps entries, votes and what is set for guilds, and can do no more."""

    entries: list[Entry] = field(default_factory=list)
    votes: dict[tuple[str, int], Vote] = field(default_factory=dict)
    stored: SettingsInMemory = field(default_factory=SettingsInMemory)
    takes_votes: bool = True
    personal: PersonalRecords | None = None
    expiry: Expiry | None = None
    insight: Insight | None = None
    vitals: Vitals | None = None

    @property
    def settings(self) -> GuildStore | None:
        return self.stored

    def record(self, entry: Entry) -> None:
        self.entries.append(entry)

    async def written(self) -> None:
        """All is, at once."""

    async def vote(self, vote: Vote) -> Tally | None:
        self.votes[vote.key, vote.voter] = vote
        helpful = [one.helpful for one in self.votes.values() if one.key == vote.key]
        return Tally(sum(helpful), len(helpful) - sum(helpful))

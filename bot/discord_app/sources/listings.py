"""What a list of stories or articles shows, written short enough for a button; and its rows."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import TypeAlias, overload

from bot.articles.model import Article, RelatedStory
from bot.discord_app.locales import Language
from bot.discord_app.sources.citations import find_article
from bot.discord_app.ui import markdown
from bot.discord_app.ui.lines import SMALL, attribution_line, source_line, story_line
from bot.retrieval.headlines import Headlines
from bot.retrieval.index.stories import nearest_stories
from bot.retrieval.model import Quote
from bot.retrieval.retriever import Retriever
from bot.retrieval.speeches import Speaker, Speech

TOPIC = 60
"""Characters that a topic may have, so that the buttons that turn its pages can carry it."""

_MOST_NEAR = 50
_QUOTE, _NAME = 500, 100
_BRIEF_TITLE = 100
_LINES_A_PAGE, _SPEECHES_A_PAGE = 8, 4
_LISTING = re.compile(r"([asq])((?:[\w-]{6}(?:,[\w-]{6})*)?):(.*)", re.ASCII | re.DOTALL)


class What(StrEnum):
    """What is listed; the values stand in custom ids."""

    ARTICLES = "a"
    STORIES = "s"
    SPEECHES = "q"


@dataclass(frozen=True, slots=True)
class Listing:
    """The articles, the related stories of some or all of them, or a speaker's quotations.

    `topic` is the topic of the headlines, or the words of the speaker's name. `articles` are names
    as `name_of` in `citations` writes them; none means all.
    """

    what: What
    articles: tuple[str, ...] = ()
    topic: str = ""

    def write(self) -> str:
        """Write the listing for a custom id."""
        return f"{self.what}{','.join(self.articles)}:{self.topic}"

    @classmethod
    def read(cls, text: str) -> "Listing | None":
        """Read what `write` wrote; None if it is anything else."""
        match = _LISTING.fullmatch(text)
        if match is None:
            return None
        names = tuple(match[2].split(",")) if match[2] else ()
        return cls(What(match[1]), names, match[3])


@dataclass(frozen=True, slots=True)
class Line:
    """One thing in a list, as Markdown, and the loaded article that it is, if any."""

    text: str
    article: Article | None = None


Render: TypeAlias = Callable[[bool], Line]
"""Makes a line; briefly, without addresses, if the lines of a page do not fit otherwise."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A list under its title, whose lines are made when they are shown.

    `nothing` is the key of the text that says why it is empty.
    """

    title: str
    lines: Sequence[Render]
    nothing: str
    a_page: int = _LINES_A_PAGE


class _ArticleLines(Sequence[Render]):
    """A line for each article, which is looked up when its page is shown."""

    def __init__(self, articles: Sequence[Article], language: Language) -> None:
        self._articles = articles
        self._language = language

    def __len__(self) -> int:
        return len(self._articles)

    @overload
    def __getitem__(self, index: int) -> Render: ...
    @overload
    def __getitem__(self, index: slice) -> list[Render]: ...
    def __getitem__(self, index: int | slice) -> Render | list[Render]:
        numbers = range(1, len(self) + 1)
        if isinstance(index, int):
            return partial(_article_line, numbers[index], self._articles[index], self._language)
        # All articles of a page at once: one at a time, each might be a statement to a server.
        numbered = zip(numbers[index], self._articles[index], strict=True)
        return [partial(_article_line, number, one, self._language) for number, one in numbered]


def list_lines(corpus: Retriever, listing: Listing, language: Language) -> Listed:
    """Return the lines of a listing; reads a whole corpus, so not on an event loop."""
    named = listing.articles
    found = (find_article(corpus, name) for name in named)
    # Named articles may have gone since the button was made; those that are left are shown.
    articles = [one for one in found if one is not None] if named else corpus.articles
    if named and not articles:
        return Listed("", (), "reading.gone")
    if listing.what is What.ARTICLES:
        title = language.count("lists.articles_loaded", len(articles))
        return Listed(title, _ArticleLines(articles, language), "lists.no_articles")
    if listing.what is What.SPEECHES:
        return _speeches(corpus, listing.topic, language)
    headlines = corpus.headlines
    if listing.topic:
        near = partial(nearest_stories, articles) if named else corpus.nearest_stories
        stories = near(listing.topic, _MOST_NEAR)
        lines = [partial(_story_line, None, one, headlines) for one in stories]
        title = language.say("lists.near", topic=markdown.name(listing.topic, 2 * TOPIC))
        return Listed(title, lines, "lists.nothing_near")
    lines = [
        partial(_story_line, None if number else article, story, headlines)
        for article in articles
        for number, story in enumerate(article.related)
    ]
    return Listed(language.count("counts.stories", len(lines)), lines, "lists.no_stories")


def speeches_of(speaker: Speaker) -> Listing:
    """Return the listing of a speaker's quotations."""
    return Listing(What.SPEECHES, topic=" ".join(sorted(speaker.terms))[:TOPIC])


def _speeches(corpus: Retriever, topic: str, language: Language) -> Listed:
    # Terms, not the name: after a reload, another form of the name may be the usual one.
    terms = frozenset(topic.split())
    speaker = next((one for one in corpus.speakers if one.terms == terms), None)
    if speaker is None:
        return Listed("", (), "lists.nobody")
    counted = language.count("counts.sentences", len(speaker.speeches))
    title = language.say("lists.said", name=markdown.name(speaker.name, _NAME), count=counted)
    lines = [partial(_speech_line, corpus, speech, language) for speech in speaker.speeches]
    return Listed(title, lines, "lists.nobody", _SPEECHES_A_PAGE)


def _speech_line(corpus: Retriever, speech: Speech, language: Language, briefly: bool) -> Line:
    # Checked line by line: only the articles on the shown page are compared with their files.
    if corpus.flaw_of(speech.passage.article):
        return Line(SMALL + language.say("reading.gone"))
    quoted = Quote(speech.passage, 0.0, speech.attribution)
    text = markdown.quote(speech.passage.text, _QUOTE).markdown
    below = markdown.name(speech.passage.article.title, _BRIEF_TITLE)
    if not briefly:
        below = attribution_line(quoted, language, names_article=True)
    return Line(f"{text}\n{SMALL}{below}", speech.passage.article)


def _story_line(
    article: Article | None,
    story: RelatedStory,
    headlines: Headlines,
    briefly: bool,
) -> Line:
    """Render a related story, under the title of its article if that is given."""
    shown = replace(story, url=None) if briefly else story
    title = ""
    if article:
        source = markdown.name(article.title, _BRIEF_TITLE) if briefly else source_line(article)
        title = f"**{source}**\n"
    return Line(title + story_line(shown), headlines.leads_to(story))


def _article_line(number: int, article: Article, language: Language, briefly: bool) -> Line:
    shown = replace(article, url=None) if briefly else article
    text = f"**{number}.** {source_line(shown)}\n{SMALL}{_contents(article, language)}"
    return Line(text, article)


def _contents(article: Article, language: Language) -> str:
    parts = [language.count("counts.paragraphs", len(article.paragraphs))]
    if article.related:
        parts.append(language.count("counts.stories", len(article.related)))
    return " · ".join(parts)

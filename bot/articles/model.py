"""What a seed file says, as immutable values."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.documents.model import Kind, Span


class Role(StrEnum):
    """Whom a text names as its source: who said it, or who carried it, usually an outlet."""

    SPEAKER = "speaker"
    OUTLET = "outlet"


@dataclass(frozen=True, slots=True)
class Source:
    """A name that a text gives as its source: `text[start:end] == name`."""

    name: str
    start: int
    end: int
    role: Role


@dataclass(frozen=True, slots=True)
class RelatedStory:
    """A headline listed under an article."""

    headline: str
    publisher: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """What a paragraph is on its page, and where: the path of headings above it, nearest last.

    `parts` are the characters that are quoted as wholes, such as the items of a list; where it is
    None, these are the sentences, but for `lead` characters before the first.
    """

    kind: Kind = Kind.PARAGRAPH
    section: tuple[str, ...] = ()
    parts: tuple[Span, ...] | None = None
    lead: int = 0
    page: int | None = None


PLAIN = Layout()
"""A paragraph below no heading."""


@dataclass(frozen=True, slots=True)
class Article:
    """One seed file.

    `name` is the file's path relative to the seeds folder, with `/` between its parts, and
    identifies the article; `digest` is the SHA-256 of the file's bytes, in hexadecimal. `layout`
    has what is known of each paragraph, or nothing if all of them are plain.
    """

    name: str
    title: str
    paragraphs: tuple[str, ...]
    related: tuple[RelatedStory, ...] = ()
    url: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published: date | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()
    digest: str = ""
    layout: tuple[Layout, ...] = ()

    def __hash__(self) -> int:
        """By the file alone: caches ask for it often, and there may be thousands of paragraphs."""
        return hash((self.name, self.digest))

    def layout_of(self, paragraph: int) -> Layout:
        """What is known of a paragraph, counted from 1."""
        return self.layout[paragraph - 1] if self.layout else PLAIN


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of an article, held as its place, so that it cannot but be word for word.

    `paragraph` and `sentence` count from 1, the sentence within its paragraph; `start` and `end`
    are characters of that paragraph.
    """

    article: Article
    paragraph: int
    sentence: int
    start: int
    end: int

    @property
    def text(self) -> str:
        """The sentence, exactly as it stands in the article."""
        return self.article.paragraphs[self.paragraph - 1][self.start : self.end]

    @property
    def section(self) -> tuple[str, ...]:
        """The headings that the sentence stands below, the nearest last."""
        return self.article.layout_of(self.paragraph).section

    @property
    def page(self) -> int | None:
        """The page that the sentence stands on, counted from 1, if there are pages."""
        return self.article.layout_of(self.paragraph).page

    @property
    def repeats_title(self) -> bool:
        """Whether the sentence says no more than the title of its article."""
        return self.text.strip(" .!?").casefold() == self.article.title.strip(" .!?").casefold()

    @property
    def heading(self) -> str:
        """What the sentence stands under: the nearest heading first, the title last."""
        return ". ".join((*reversed(self.section), self.article.title))

    @property
    def searched(self) -> str:
        """All that the sentence is found by: itself, and the headings above it."""
        return " ".join((self.text, *self.section))

    @property
    def kind(self) -> Kind:
        """What the sentence is part of."""
        return self.article.layout_of(self.paragraph).kind

    def precedes(self, other: "Passage") -> bool:
        """Whether this sentence stands before another of the same article."""
        return (self.paragraph, self.start) < (other.paragraph, other.start)

"""The sentences of an article: the sources that each names, and the quotations over its ends."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.articles.attribution.quotations import WHOLE, runs_on
from bot.articles.attribution.signatures import signature_after, signature_of
from bot.articles.model import Passage, Role, Source

_MARKS = '“”„«»"‘’'

SourceFinder = Callable[[str], tuple[Source, ...]]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A passage with the sources that its own text names, and whether a quotation crosses its ends.

    `begun`: one is open where the passage begins; `goes_on`: one is open where it ends.
    """

    passage: Passage
    sources: tuple[Source, ...]
    begun: bool
    goes_on: bool

    @property
    def text(self) -> str:
        """Its words."""
        return self.passage.text

    @property
    def is_quoted(self) -> bool:
        """Whether it is quoted words, or goes on with some."""
        return self.begun or WHOLE.fullmatch(self.text) is not None

    @property
    def speakers(self) -> tuple[str, ...]:
        """The speakers that it names, pronouns among them."""
        return _names(self.sources, Role.SPEAKER)

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets, from the one that heard the speaker to the one that carried it last.

        Of those named before the speaker the last is nearest: 'AP says that KCNA reports that Kim'.
        """
        if not self.sources:
            return ()
        first = next((one.start for one in self.sources if one.role is Role.SPEAKER), 0)
        before = tuple(one for one in self.sources if one.start < first)
        after = tuple(one for one in self.sources if one.start >= first)
        return _names((*reversed(before), *after), Role.OUTLET)


def sentences_of(passages: Sequence[Passage], find: SourceFinder) -> list[Sentence]:
    """Return the sentences that the passages of one article are."""
    sentences: list[Sentence] = []
    begun = False
    for passage, goes_on in zip(passages, runs_on(passages), strict=True):
        text = passage.text
        # All of it is somebody's words, so a name in it is what they talk about, not who talks.
        is_inside = begun and goes_on and not any(mark in text for mark in _MARKS)
        sources = () if is_inside else find(text)
        if not sources and sentences and (signature := _signature(sentences[-1], text)):
            sources = (signature,)
        sentences.append(Sentence(passage, sources, begun, goes_on))
        begun = goes_on
    return sentences


def _signature(before: Sentence, text: str) -> Source | None:
    """Return the name that signs the quotation before."""
    is_quoted = before.is_quoted and not before.goes_on
    return (signature_of(text) if is_quoted else None) or signature_after(text)


def _names(sources: tuple[Source, ...], role: Role) -> tuple[str, ...]:
    return tuple(dict.fromkeys(source.name for source in sources if source.role is role))

"""Who speaks in each part of an article, by labels, by headings that are names, or by questions."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.articles.attribution.labels import is_heading_name
from bot.articles.attribution.turns import find_turns, interviewee_of, is_spoken
from bot.articles.model import Article, Layout, Passage
from bot.documents.model import Kind

_SILENT = frozenset({Kind.TABLE, Kind.CODE})
_QUESTIONS = 2
"""So many questions as headings are an interview."""
_TURNS = 4
"""So many headings that are names, of at least two people, are a conversation."""
_SPOKEN = 0.4
"""The share of the paragraphs below such headings that must ask or speak to somebody."""
_NAMED = 0.8
"""The share of headings that must be such names."""


@dataclass(frozen=True, slots=True)
class Turns:
    """The speakers of an article's parts: for each paragraph, where parts begin and by whom."""

    paragraphs: tuple[tuple[tuple[int, str | None], ...], ...] = ()

    def speaker_of(self, passage: Passage) -> str | None:
        """Who says a passage by the label of its turn, if anybody."""
        if not self.paragraphs:
            return None
        parts = self.paragraphs[passage.paragraph - 1]
        place = bisect_right(parts, passage.start, key=lambda part: part[0])
        return parts[place - 1][1] if place else None


def turns_of(article: Article) -> Turns:
    """Return who speaks in each part of an article: a paragraph, or an item of a list.

    Where headings name more people than labels do, these speak. Where neither tells, what stands
    below questions is by the person whom the paragraphs before say was interviewed.
    """
    layouts = [article.layout_of(number) for number in range(1, len(article.paragraphs) + 1)]
    starts = [[start for start, _ in layout.parts] if layout.parts else [0] for layout in layouts]
    texts = [
        "" if layout.kind in _SILENT else text[start:end]
        for text, layout, places in zip(article.paragraphs, layouts, starts, strict=True)
        for start, end in pairwise([*places, len(text)])
    ]
    found = iter(find_turns(texts))
    turns = Turns(tuple(tuple((start, next(found)) for start in places) for places in starts))
    labelled = {speaker for parts in turns.paragraphs for _, speaker in parts if speaker}
    headed = _by_headings(article, layouts)
    if len(set(filter(None, headed))) <= len(labelled):
        if labelled:
            return turns
        headed = _by_questions(article, layouts)
    return Turns(tuple(((0, speaker),) for speaker in headed))


def _by_headings(article: Article, layouts: Sequence[Layout]) -> list[str | None]:
    """Return who speaks below headings that are names: two or more, which recur.

    Such a name may also be a paragraph of its own, where a reader did not take it for a heading.
    """
    if not any(layout.section for layout in layouts):
        return []
    lone = Counter(filter(is_heading_name, article.paragraphs))
    begun = Counter({name: count for name, count in lone.items() if count > 1})
    above: tuple[str, ...] = ()
    for layout in layouts:
        begun.update(set(layout.section) - set(above) or layout.section[-1:])
        above = layout.section
    names = {name for name, count in begun.items() if count > 1 and is_heading_name(name)}
    turns = sum(begun[name] for name in names)
    asked = sum(count for name, count in begun.items() if not name.endswith("?"))
    if len(names) < 2 or turns < _TURNS or turns < _NAMED * asked:
        return []
    speakers = _carried(article, layouts, names)
    spoken = [
        is_spoken(text)
        for text, name in zip(article.paragraphs, speakers, strict=True)
        if name and text != name
    ]
    return speakers if sum(spoken) >= _SPOKEN * len(spoken) else []


def _carried(article: Article, layouts: Sequence[Layout], names: set[str]) -> list[str | None]:
    """Give each paragraph the name that is its heading, or the nearest lone one before it."""
    speakers: list[str | None] = []
    speaker: str | None = None
    above: tuple[str, ...] = ()
    for text, layout in zip(article.paragraphs, layouts, strict=True):
        if layout.section != above:
            heading = next((name for name in layout.section if name in names), None)
            is_new = heading not in above or heading is None
            speaker = heading if is_new else speaker
        above = layout.section
        speaker = text if text in names else speaker
        speakers.append(speaker)
    return speakers


def _by_questions(article: Article, layouts: Sequence[Layout]) -> list[str | None]:
    """Return who answers what headings ask, if the paragraphs before the first one tell."""
    is_answer = [
        one.parts != () and bool(one.section) and one.section[-1].rstrip().endswith("?")
        for one in layouts
    ]
    questions = {one.section for one, answers in zip(layouts, is_answer, strict=True) if answers}
    if len(questions) < _QUESTIONS:
        return []
    interviewee = interviewee_of(article.paragraphs[: is_answer.index(True)])
    return [interviewee if answers else None for answers in is_answer]

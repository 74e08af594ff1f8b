"""Who speaks in each part of an article, by labels, by headings that are names, or by questions."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
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

    If headings name more people than labels do, these speak. If neither names anybody, what stands
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
    said = [[(start, next(found)) for start in places] for places in starts]
    turns = Turns(tuple(map(tuple, _without_summaries(said, layouts))))
    labelled = {speaker for parts in turns.paragraphs for _, speaker in parts if speaker}
    headed = _by_headings(article, layouts)
    # Labels win a tie: they stand in the line that somebody speaks, a heading only above it.
    if len(set(filter(None, headed))) <= len(labelled):
        if labelled:
            return turns
        headed = _by_questions(article, layouts)
    return Turns(tuple(((0, speaker),) for speaker in headed))


def _without_summaries(
    said: Sequence[list[tuple[int, str | None]]], layouts: Sequence[Layout]
) -> Iterator[list[tuple[int, str | None]]]:
    """Give nobody a list below a heading of its own, unless a label begins it: 'Conclusion'."""
    speaker: str | None = None
    above: tuple[str, ...] = ()
    for parts, layout in zip(said, layouts, strict=True):
        is_apart = layout.kind is Kind.LIST and layout.section != above
        if not is_apart:
            above = layout.section
        is_unlabelled = {name for _, name in parts} <= {speaker}
        yield [(start, None) for start, _ in parts] if is_apart and is_unlabelled else parts
        speaker = parts[-1][1]


def _by_headings(article: Article, layouts: Sequence[Layout]) -> list[str | None]:
    """Return who speaks below headings that are names: two or more, which recur.

    Such a name may also be a paragraph of its own, if a reader did not take it for a heading.
    With a colon, it need not recur, and there may be other headings between.
    """
    if not any(layout.section for layout in layouts):
        return []
    lone = Counter(filter(is_heading_name, article.paragraphs))
    begun = Counter({name: count for name, count in lone.items() if count > 1})
    runs = begun.copy()
    above: tuple[str, ...] = ()
    for layout in layouts:
        new = set(layout.section) - set(above)
        begun.update(new or layout.section[-1:])
        runs.update(new)
        above = layout.section
    labels = {name for name in begun if name.endswith(":") and is_heading_name(name)}
    names = labels if len(labels) > 1 and sum(begun[name] for name in labels) >= _TURNS else set()
    names = names or {name for name in begun if begun[name] > 1 and is_heading_name(name)}
    turns = sum(begun[name] for name in names)
    asked = sum(count for name, count in begun.items() if not name.endswith("?"))
    if len(names) < 2 or turns < _TURNS or (not labels and turns < _NAMED * asked):
        return []
    # Nobody speaks again: these are the parts of a guide, or the terms of a list of definitions.
    if sum(runs[name] for name in names) <= len(names):
        return []
    speakers = _carried(article, layouts, names)
    spoken = [
        is_spoken(text)
        for text, name in zip(article.paragraphs, speakers, strict=True)
        if name and text != name
    ]
    # Biographies, too, have names as headings; but nobody asks or addresses anybody in them.
    return speakers if sum(spoken) >= _SPOKEN * len(spoken) else []


def _carried(article: Article, layouts: Sequence[Layout], names: set[str]) -> list[str | None]:
    """Give each paragraph the name that is its heading, or the lone one right before it.

    A later paragraph may be below another heading of the same name; the path of headings does not
    show that.
    """
    speakers: list[str | None] = []
    speaker: str | None = None
    above: tuple[str, ...] = ()
    before = ""
    for text, layout in zip(article.paragraphs, layouts, strict=True):
        heading = next((name for name in layout.section if name in names), None)
        if layout.section != above:
            is_new = heading not in above or heading is None
            # Below 'ANN', a heading less: 'ANN' again, or the end of what another one was asked.
            is_doubtful = len(layout.section) < len(above) and speaker != heading
            speaker = heading if is_new else None if is_doubtful else speaker
        elif heading not in {None, speaker} and before != speaker:
            speaker = None
        speaker = text if text in names else speaker
        speakers.append(speaker and speaker.removesuffix(":"))
        above, before = layout.section, text
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

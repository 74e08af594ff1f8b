"""Who speaks where labels say so: transcripts, interviews, chat logs, letters and e-mails.

A label stands at the beginning of a paragraph or an item of a list: `Ann Roe:`, `**Ann Roe:**`,
`ROE (12:30):`, `[Ann 10:32]`, `<ann>`, `Ann — Today at 10:32`, `Q:`; or it is a line or a heading
above the words. Others can look the same (`Background:`), so a label with no time has to be one of
a conversation: at least two people take turns, and they ask, or say 'I', 'you' and 'we'. All of
this is language-free, but for word lists.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import cache
from itertools import pairwise

from bot.articles.attribution.labels import Form, Label, is_stamp, label_of
from bot.articles.attribution.letters import signers
from bot.articles.attribution.run_in import run_in_labels
from bot.articles.lexicon import read_lexicon

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ASIDE = re.compile(r"[\[(*_\\]+[^\[\]()]{0,80}[\])*_\\]+")
_HIGH = r"[A-ZÀ-ÞА-ЯЄІЇҐ][\w.’'-]*"
_FIELD = re.compile(rf"{_HIGH}(?: {_HIGH})+(?: \([^()]*\))?\s*")
_NAME = re.compile(rf"(?:[^\W\d_][\w.’'-]* ){{0,8}}?({_HIGH}(?: [A-ZÀ-ÞА-ЯЄІЇҐ][\w’'-]*)+)")

_MANY = 12
"""So many labels are a conversation in which a label that occurs once is doubted."""
_SPOKEN = 0.15
"""The share of labelled paragraphs that must ask or speak to somebody."""
_REPEATED = 3
"""So often a name is written that is doubted: in small letters, before a dash, alone in a line."""
_ALONE = 0.5
"""The same if only one person is labelled."""
_DENSE = 0.15
"""The share of paragraphs with a label from which those without go on with the turn before."""


class _Kind(Enum):
    PERSON = auto()
    QUESTION = auto()
    ANSWER = auto()
    HEADER = auto()
    NOBODY = auto()


_SPEAKING = frozenset({_Kind.PERSON, _Kind.QUESTION, _Kind.ANSWER})


@dataclass(frozen=True, slots=True)
class _Words:
    nobody: frozenset[str]
    questions: frozenset[str]
    answers: frozenset[str]
    headers: frozenset[str]
    spoken: frozenset[str]
    interviews: re.Pattern[str]


def find_turns(paragraphs: Sequence[str]) -> tuple[str | None, ...]:
    """Return who speaks in each paragraph, by its label or that of the turn that it goes on with.

    A name stands in the paragraphs as it is given. 'A:' gets the name of the person whom the
    paragraphs before say was interviewed. None if nobody is labelled. Never raises; the time is
    linear in the length.
    """
    labels = [label_of(paragraph) for paragraph in paragraphs]
    labels = _of_usual_form(labels, paragraphs)
    written = signers(paragraphs, labels)
    if not _is_conversation(paragraphs, labels):
        labels = run_in_labels(paragraphs)
    if not _is_conversation(paragraphs, labels):
        return written
    turns = _carried(paragraphs, labels)
    return tuple(turn or signer for turn, signer in zip(turns, written, strict=True))


def _kind(label: Label) -> _Kind:
    name = label.name.casefold().rstrip(".")
    words = _words()
    if name in words.questions:
        return _Kind.QUESTION
    if name in words.answers:
        return _Kind.ANSWER
    if name in words.headers:
        return _Kind.HEADER
    return _Kind.NOBODY if not name or name in words.nobody else _Kind.PERSON


def _of_usual_form(labels: Sequence[Label | None], paragraphs: Sequence[str]) -> list[Label | None]:
    """Drop labels that are unlike the others, so that the turn before goes on.

    Where others are timed or bold, plain ones are none. A label becomes nobody's if only a name or
    a time ever follows it ('Presenter: Ann Roe', 'Jingle: [35:27]'). So does a plain one that leads
    a single turn of many ('One Thing:'), unless its name is mentioned elsewhere, or it is in
    capitals, as most labels are.
    """
    named = [label for label in labels if label and _kind(label) in _SPEAKING]
    counts = Counter(label.name for label in named)
    people = [label for label in named if not label.is_doubtful or counts[label.name] >= _REPEATED]
    plain = sum(label.form is Form.PLAIN for label in people)
    are_capitals = 2 * sum(label.name.isupper() for label in people) > len(people)
    speaking = {
        label.name
        for label, text in zip(labels, paragraphs, strict=True)
        if label and not _is_field(text.partition(label.name)[2])
    }

    def usual(place: int, label: Label) -> Label | None:
        if label.is_doubtful and counts[label.name] < _REPEATED:
            return None
        is_plain = label.form is Form.PLAIN
        if is_plain and plain <= 2 * (len(people) - plain):
            return None
        last = label.name.split()[-1]
        is_known = (
            not is_plain
            or counts[label.name] != 1
            or len(people) < _MANY
            or (are_capitals and label.name.isupper())
            or any(last in text for other, text in enumerate(paragraphs) if other != place)
        )
        return label if is_known and label.name in speaking else replace(label, name="")

    return [label and usual(place, label) for place, label in enumerate(labels)]


def _is_field(rest: str) -> bool:
    """Whether a name or a time is all that follows a label: 'Presenter: Ann Roe (AR)'."""
    colon, words = rest[:1], rest[1:].strip("*_ ")
    return colon == ":" and (is_stamp(words) or _FIELD.fullmatch(words) is not None)


def _is_conversation(paragraphs: Sequence[str], labels: Sequence[Label | None]) -> bool:
    """Whether the labels are those of people who take turns."""
    speaking = [
        (label, _words_of(paragraphs, labels, place))
        for place, label in enumerate(labels)
        if label is not None and _kind(label) in _SPEAKING
    ]
    # Nothing but a chat or a transcript has names with times, so no more evidence is needed.
    if sum(label.form is Form.TIMED for label, _ in speaking) > 1:
        return True
    counts = Counter(label.name for label, _ in speaking)
    if not counts:
        return False
    spoken = sum(is_spoken(words) for _, words in speaking) / len(speaking)
    if len(counts) == 1:  # a talk, with the speaker's name before each part
        return len(speaking) > 2 and " " in speaking[0][0].name and spoken >= _ALONE
    if max(counts.values()) == 1:
        return len(counts) == 2 and "?" in speaking[0][1] and _are_adjacent(labels)
    return spoken >= _SPOKEN


def _words_of(paragraphs: Sequence[str], labels: Sequence[Label | None], place: int) -> str:
    """Return the words after a label, in the next paragraph if it is a line of its own."""
    label = labels[place]
    words = paragraphs[place][label.end if label else 0 :]
    is_alone = not words.strip() and place + 1 < len(labels) and labels[place + 1] is None
    return paragraphs[place + 1] if is_alone else words


def _are_adjacent(labels: Sequence[Label | None]) -> bool:
    return any(one is not None and other is not None for one, other in pairwise(labels))


def is_spoken(text: str) -> bool:
    """Whether a text asks something, or speaks to somebody."""
    if "?" in text:
        return True
    spoken = _words().spoken
    return any(match[0].casefold() in spoken for match in _WORD.finditer(text[:400]))


def _carried(paragraphs: Sequence[str], labels: Sequence[Label | None]) -> list[str | None]:
    """Give each paragraph the speaker of its label, or of the nearest one before."""
    first = next(place for place, label in enumerate(labels) if label is not None)
    known = sum(label is not None for label in labels)
    is_dense = known >= _DENSE * (len(labels) - first)
    interviewee = interviewee_of(paragraphs[:first]) or _who_answers(paragraphs, labels)
    turns: list[str | None] = []
    speaker: str | None = None
    for paragraph, label in zip(paragraphs, labels, strict=True):
        if label is not None and _kind(label) is not _Kind.HEADER:
            speaker = _named(label, interviewee)
        elif not is_dense and label is None:
            speaker = None
        # The turn goes on after '[laughter]', but nobody has said that.
        turns.append(None if label is None and _is_aside(paragraph) else speaker)
    return turns


def _is_aside(paragraph: str) -> bool:
    """Whether a paragraph is a note on what is heard, or when: '[laughter]', '00:12:30'."""
    return _ASIDE.fullmatch(paragraph.strip()) is not None or is_stamp(paragraph)


def _who_answers(paragraphs: Sequence[str], labels: Sequence[Label | None]) -> str | None:
    """Return the one person who is labelled by name and asks nothing, beside another who asks."""
    asks: dict[str, bool] = {}
    for place, label in enumerate(labels):
        if label is not None and _kind(label) is _Kind.PERSON:
            words = _words_of(paragraphs, labels, place)
            asks[label.name] = asks.get(label.name, False) or "?" in words
    answering = [name for name, has_asked in asks.items() if not has_asked]
    return answering[0] if len(answering) == 1 and len(asks) == 2 else None


def _named(label: Label, interviewee: str | None) -> str | None:
    kind = _kind(label)
    if kind is _Kind.ANSWER:
        return interviewee
    return label.name if kind is _Kind.PERSON else None


def interviewee_of(lead: Sequence[str]) -> str | None:
    """Return the name after the last 'interview with' of the paragraphs before a conversation."""
    found = None
    for paragraph in lead:
        for phrase in _words().interviews.finditer(paragraph):
            if name := _NAME.match(paragraph, phrase.end()):
                found = name[1]
    return found


@cache
def _words() -> _Words:
    lexicon = read_lexicon(__package__, "turns.txt")
    phrases = sorted(lexicon.phrases("interviews"), key=len, reverse=True)
    return _Words(
        nobody=lexicon.phrases("not names"),
        questions=lexicon.phrases("questions"),
        answers=lexicon.phrases("answers"),
        headers=lexicon.phrases("headers"),
        spoken=lexicon.words("spoken words"),
        interviews=re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\s+", re.IGNORECASE),
    )

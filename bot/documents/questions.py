"""Questions in a text: the key to what follows them, never an answer.

A question is a line that ends with a question mark, or one that begins with 'Q:'; what follows is
found by it as by a heading. Where a document asks once, it may be a figure of speech, and only the
next block is its answer; if it asks more often, all is up to the next question.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.documents.model import Event, Heading, Kind, Piece
from bot.documents.shown import NOTHING, Shown

CALLOUT_LEVEL = 7
"""Of the title of a callout or tab, below the headings of any page, which have 1 to 6."""

BOLD_LEVEL = 10
"""Of a heading that is only a short line in bold; callouts in others have the levels above."""

LEVEL = 11
"""Of a heading that is a question in the text."""

MAX_LENGTH = 240
"""Characters; what is longer is a paragraph that happens to end with a question."""

_MAX_BOLD = 100
_ASKS = re.compile(
    r"(?:Q|Question|Frage|Pregunta|Питання|Вопрос)\s*\d{0,3}\s*[:.]\s+(?=\S)|Q(?: {2,}|\t)\s*(?=\S)"
)
_ANSWERS = re.compile(r"(?:A|Answer|Antwort|Respuesta|Відповідь|Ответ)\s*\d{0,3}\s*[:.]\s+(?=\S)")
_ANSWER_INSIDE = re.compile(r"[?？]\s+(?:A|Answer)\s*:\s+(?=\S)")
_SPEAKER = re.compile(r"[^\W\d_a-z][\w.’'-]*(?: [^\W\d_a-z][\w.’'-]*){0,4}: +(?=\S)")
_NUMBER = re.compile(r"\(?(?:\d{1,3}|[A-Za-z])(?:[.)]|(?:\.\d{1,2}){1,4}\.?)\s+(?=\S)")
_PROBLEM = re.compile(r"(?:the )?(?:issue|problem|symptom)s?", re.IGNORECASE)
_SOLUTION = re.compile(
    r"(?:the |possible )?(?:solution|resolution|fix|workaround|answer)(?:s|es)?", re.IGNORECASE
)
_QUESTION_END = re.compile(r"[?？؟][)\]”’\"']*$")
_SENTENCE_INSIDE = re.compile(r"[.!…。][\"”’)\]]?\s+\S")
_QUOTED = '"“„«‘「『'
_LAST_QUESTION = re.compile(r"(?:^|(?<=[.!?…]\s))[^.!?…]+[?？؟]$")
_MARKS = ("?", "？", "؟")


def with_questions(events: Sequence[Event]) -> Iterator[Event]:
    """Put a heading after each question that something follows, and make headings of bold lines.

    The question stays where it is, for those who read the page; no part of it is quoted. Nor is a
    section that states a problem, if another one gives the solution.
    """
    events = _without_problems(events)
    if not any(_may_matter(event) for event in events):
        yield from events
        return
    divided = [part for event in events for part in _divided(event)]
    asked = [_is_asked(event) for event in divided]
    is_list_of_them = sum(asked) > 1
    is_open = False
    for at, event in enumerate(divided):
        following = divided[at + 1] if at + 1 < len(divided) else None
        if isinstance(event, Heading):
            is_open = is_question(event.text.text)
            yield Heading(without_mark(event.text), event.level)
            continue
        if isinstance(following, Piece) and asked[at]:
            is_open = True
            yield replace(event, parts=())
            yield Heading(without_mark(event.text), LEVEL)
            continue
        if isinstance(following, Piece) and _is_bold_heading(event):
            is_open = False
            yield Heading(event.text, BOLD_LEVEL)
            continue
        yield _without_answer_mark(event) if is_open else event
        if is_open and not is_list_of_them and asked.count(True) and _closes(event, following):
            yield Heading(NOTHING, LEVEL)
            is_open = False
        if question := _asked_at_the_end(event, following):
            yield Heading(question, LEVEL)


def _without_problems(events: Sequence[Event]) -> Sequence[Event]:
    """Leave nothing to quote in a section 'Problem' that has a section 'Solution' beside it.

    People ask in the words of the problem, and want the solution.
    """
    shown = list(events)
    solved: set[int] = set()  # levels of headings at which a solution follows
    until: dict[int, int] = {}  # where the next heading of a level is
    for at in reversed(range(len(events))):
        heading = events[at]
        if not isinstance(heading, Heading):
            continue
        text, level = heading.text.text, heading.level
        if level in solved and _PROBLEM.fullmatch(text):
            end = min(place for other, place in until.items() if other <= level)
            shown[at + 1 : end] = [
                replace(each, parts=()) if isinstance(each, Piece) else each
                for each in shown[at + 1 : end]
            ]
        solved = {other for other in solved if other <= level}
        solved |= {level} if _SOLUTION.fullmatch(text) else set()
        until[level] = at
    return shown


def _may_matter(event: Event) -> bool:
    """Whether an event is a question, one to be marked as such, or a heading of some sort."""
    if isinstance(event, Heading) or event.is_bold:
        return True
    text = event.text.text
    return text[-3:].find("?") >= 0 or text[-1:] in "？؟" or ":" in text[:14] or text[:3] == "Q  "


def is_question(text: str) -> bool:
    """Whether a line asks something, as a whole."""
    if _ASKS.match(text):
        return True
    number = _NUMBER.match(text)
    return _QUESTION_END.search(text) is not None and not _SENTENCE_INSIDE.search(
        text, number.end() if number else 0
    )


def is_marked(text: str) -> bool:
    """Whether a line is marked as a question or an answer: it begins with 'Q:' or 'A:'."""
    return bool(_ASKS.match(text) or _ANSWERS.match(text))


def without_mark(text: Shown) -> Shown:
    """A question without the 'Q:', the number or the name of the speaker before it."""
    mark = _ASKS.match(text.text) or _NUMBER.match(text.text) or _SPEAKER.match(text.text)
    return text.cut(mark.end(), len(text.text)) if mark and is_question(text.text) else text


def _divided(event: Event) -> Iterator[Event]:
    """Part a question from its answer if they share a line, as 'Q: May I? A: Yes.' does."""
    if isinstance(event, Piece) and _ASKS.match(event.text.text):
        inside = _ANSWER_INSIDE.search(event.text.text)
        if inside:
            end = inside.start() + 1
            yield replace(event, text=event.text.cut(0, end))
            yield replace(event, text=event.text.cut(end, len(event.text.text)).strip())
            return
    yield event


def _is_asked(event: Event) -> bool:
    if not isinstance(event, Piece) or event.kind is not Kind.PARAGRAPH or event.parts == ():
        return False
    text = event.text.text
    return len(text) <= MAX_LENGTH and text[0] not in _QUOTED and is_question(text)


def _is_bold_heading(event: Piece) -> bool:
    text = event.text.text
    return event.is_bold and len(text) <= _MAX_BOLD and not text.endswith((".", "!", ","))


def _without_answer_mark(event: Piece) -> Piece:
    """An answer, of which the 'A:' before it is not quoted."""
    mark = _ANSWERS.match(event.text.text) if event.kind is Kind.PARAGRAPH else None
    return replace(event, lead=mark.end()) if mark else event


def _closes(event: Piece, following: Event | None) -> bool:
    """Whether the answer to the only question of a document ends with this block."""
    is_list_next = isinstance(following, Piece) and following.kind in (Kind.LIST, Kind.CODE)
    return not is_list_next and not event.text.text.endswith(":")


def _asked_at_the_end(event: Piece, following: Event | None) -> Shown | None:
    """The question with which a speaker hands over to another one."""
    if event.kind is not Kind.PARAGRAPH or not isinstance(following, Piece):
        return None
    if not event.text.text.endswith(_MARKS):  # the cheap test first: few do
        return None
    this, other = _SPEAKER.match(event.text.text), _SPEAKER.match(following.text.text)
    if this is None or other is None or this[0] == other[0]:
        return None
    found = _LAST_QUESTION.search(event.text.text)
    return event.text.cut(*found.span()).strip() if found else None

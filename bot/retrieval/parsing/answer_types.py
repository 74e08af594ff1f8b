"""The type of answer that a question asks for, and the spans of that type in a text.

The patterns here are English; those of other languages are in `answer_forms`.
"""

from collections.abc import Iterator
from enum import StrEnum
from functools import cache

import regex

from bot.retrieval.parsing import answer_forms as forms


class AnswerType(StrEnum):
    """A type of answer that can be recognised by the form of the words alone."""

    DATE = "date"
    NUMBER = "number"
    NAME = "name"


_ASKED = (
    (
        AnswerType.NUMBER,
        r"how (?:many|much|old|long|far|tall|large|big|fast|high|often|deep|heavy|wide)"
        r"|(?:what|which) (?:percent(?:age)?|number|amount|age|share|proportion|population)",
    ),
    (AnswerType.DATE, r"when|(?:what|which) (?:year|date|day|month|century|decade|time)"),
    (
        AnswerType.NAME,
        r"who|whom|whose|where|(?:what|which) (?:person|man|woman|president|leader|king|player"
        r"|actor|author|people|general|pope|city|country|state|place|town|region|county|street|river"
        r"|team|club|company|firm|bank|university|college|school|hospital|party|newspaper|agency"
        r"|organi[sz]ation|network|minister|mayor|judge|governor|queen|emperor|prince|scientist"
        r"|singer|artist|philosopher|island|lake|mountain|province|continent|language|village)",
    ),
)
_PLAIN = frozenset({"when", "where"})
_ASKS_ELSE = regex.compile(r"\b(?:what|which|why|how)\b")
_NAMED = regex.compile(r"(?<=\p{Ll} )W(?:ho|HO)\b")  # the WHO, Doctor Who
_QUESTIONS = tuple((kind, regex.compile(rf"\b(?:{words})\b")) for kind, words in _ASKED)

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
)
_YEAR = r"(?:1\d{3}|20\d{2})s?"
_DATE = regex.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)? )?{_MONTH}(?: \d{{1,2}}\b(?:st|nd|rd|th)?)?(?:,? {_YEAR})?\b"
    rf"|\b{_YEAR}\b(?:[-–—]\d{{2,4}}\b)?"
    r"|\b(?:\d{1,2}(?:st|nd|rd|th)|\p{L}+teenth|twentieth) century\b"
    r"|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    r"|\b(?:yesterday|today|tomorrow|(?:last|next|this) (?:week|month|year|summer|winter))\b"
)
_UNIT = (
    r"(?:\s?%|[ -](?:percent|per cent|million|billion|trillion|thousand|hundred|years?|months?"
    r"|weeks?|days?|hours?|minutes?|seconds?|miles?|kilometres?|kilometers?|km|metres?|meters?|mph"
    r"|feet|acres?|dollars|euros|tons?|tonnes|people|times|square))*"
)
_COUNT = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    r"|hundreds?|thousands?|millions?|billions?|dozens?|half|twice)"
)
_NUMBER = regex.compile(rf"(?i)[$£€¥]?\b(?:\d+(?:[.,]\d+)*|{_COUNT}\b){_UNIT}")
_NAME = regex.compile(
    r"\b\p{Lu}[\p{L}\p{M}’'.-]*(?: (?:(?:of|the|de|da|di|du|del|la|van|von|bin|al) ){0,2}"
    r"\p{Lu}[\p{L}\p{M}’'-]*)*"
)
WHO = regex.compile(r"(?i)\b(?:whom?|хто|кто)\b")
WHERE = regex.compile(rf"(?i)\b(?:where|(?:what|which) place|{forms.ASKING['uk']['name']})\b")
BEFORE_PLACE = regex.compile(
    r"(?i)\b(?:(?:in|at|near|from|on|to|outside|across|inside) (?:the )?"
    rf"|(?:{forms.BEFORE_PLACE}) )$"
)
"""The words right before the name of a place."""

SAYING = regex.compile(
    r"(?i)\b(?:sa(?:id|ys?|ying)|t(?:old|ells?|elling)|according|cit(?:ed?|es|ing)|claim(?:s|ed|ing)?"
    r"|report(?:s|ed|ing)?|announc(?:e[sd]?|ing)|wr(?:ites?|ote|itten)|publish(?:es|ed)?"
    r"|сказа(?:в|ла|ли)|каж(?:е|уть)|говорить)\b"
)
"""A question with one of these asks for somebody's words, or for their source."""

_PATTERNS = {AnswerType.DATE: _DATE, AnswerType.NUMBER: _NUMBER, AnswerType.NAME: _NAME}


def answer_type_of(question: str, language: str | None = None) -> AnswerType | None:
    """The type of answer that `question` asks for, or None if its words do not show it.

    A 'when' or 'where' after another interrogative asks nothing: 'what happens when it rains'.
    """
    for kind in AnswerType:
        asking = _asking(language, kind)
        if asking and asking.search(question):
            return kind
    plain = _NAMED.sub("", question).casefold()
    for kind, words in _QUESTIONS:
        match = words.search(plain)
        if match and not (match[0] in _PLAIN and _ASKS_ELSE.search(plain, 0, match.start())):
            return kind
    return None


def spans_of(kind: AnswerType, text: str, language: str | None = None) -> Iterator[tuple[int, int]]:
    """Where `text` has something of that kind, as half-open ranges of characters, in order.

    A capital at the start of the text makes no name by itself: any word may have one there.
    """
    for match in (_answering(language, kind) or _PATTERNS[kind]).finditer(text):
        if kind is AnswerType.NAME and match.start() < 2 and " " not in match.group():
            continue
        start, end = match.span()
        is_stopped = text[start:end].endswith(".") and "." not in text[start : end - 1].split()[-1]
        yield start, end - is_stopped


def undated_spans_of(
    kind: AnswerType, text: str, language: str | None = None
) -> Iterator[tuple[int, int]]:
    """As `spans_of`, without parts of dates: '22 June' holds no number and no name."""
    is_date = kind is AnswerType.DATE
    dates = [] if is_date else list(spans_of(AnswerType.DATE, text, language))
    for start, end in spans_of(kind, text, language):
        if not any(start < last and first < end for first, last in dates):
            yield start, end


@cache
def _asking(language: str | None, kind: AnswerType) -> regex.Pattern[str] | None:
    own = _own(language)
    words = forms.ASKING.get(own, {}).get(kind)
    return _of_words(own, words) if words else None


@cache
def _answering(language: str | None, kind: AnswerType) -> regex.Pattern[str] | None:
    own = _own(language)
    if own not in forms.NUMBERS:
        return None
    if answered := forms.ANSWERING.get((own, kind)):
        return regex.compile(rf"(?i){answered}")
    if kind is AnswerType.NUMBER:
        words = forms.NUMBERS[own]
        return _of_words(own, rf"(?:\p{{N}}+(?:[.,  ]\p{{N}}+)*|{words})(?:[  ](?:{words}))*")
    return regex.compile(forms.DATE) if kind is AnswerType.DATE else None


def _own(language: str | None) -> str:
    """The language under which the patterns of a language are listed."""
    return forms.JOINED.get(language or "", language or "")


def _of_words(language: str, words: str) -> regex.Pattern[str]:
    if language in forms.UNSPACED:
        return regex.compile(words)
    return regex.compile(rf"(?i)(?<![\p{{L}}\p{{M}}])(?:{words})(?![\p{{L}}\p{{M}}])")

"""The label of a speaker at the beginning of a paragraph, in the forms that people write it."""

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from typing import Final

from bot.articles.attribution.addresses import is_address
from bot.articles.lexicon import read_lexicon

_TIME: Final = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?(?:\s?[AaPp]\.?[Mm]\b\.?)?"
_DAY: Final = r"(?:\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}|today|yesterday|сьогодні|вчора)"
_STAMP: Final = rf"(?:{_DAY},?\s*(?:T|at|о|об)?\s*)?{_TIME}"
_BOXED: Final = rf"\\?[\[(<]?(?:{_STAMP})\\?[\])>]?"
_MARK: Final = r"\*{1,3}|_{1,3}"
_WORDS: Final = r"[^\s:\[\](){}<>*_|\"“”«»?!;][^:\[\](){}<>*|\"“”«»?!;\n]{0,58}"

_OPENING = re.compile(r"(?:[-*•>–—]\s+|>+\s*)?")
_TIMED = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\[(?P<name>{_WORDS}?),?\s+{_STAMP}\]:?\s*",  # [Bob 10:32]
        rf"{_BOXED}\s*(?:[-–—]\s*)?(?P<mark>{_MARK}|)(?P<name>{_WORDS}):(?P=mark)\s+",  # 10:32 Bob:
        rf"{_BOXED}\s*<(?P<name>[^<>\s][^<>]{{0,30}})>\s*",  # [10:32] <bob>
        rf"(?P<mark>{_MARK}|)(?P<name>{_WORDS}?):?(?P=mark):?\s*\\?[\[(]{_STAMP}\\?[\])]:?(?:\s+|$)",
        rf"(?P<name>{_WORDS}?)\s+[-–—]\s+{_DAY},?\s*(?:at|о|об)?\s*{_TIME}\s*$",  # copied chats
        rf"(?P<name>{_WORDS}?),?\s+{_STAMP}:\s+",  # Bob 10:32: hello
        rf"{_STAMP}\s+-+>\s+{_STAMP}\s+(?P<name>{_WORDS}?)(?:\s*$|\s+(?=\[))",  # of captions
    )
)
_STAMPED_LINE = re.compile(  # Bob — Today at 10:32; a programme of events looks like it
    rf"(?P<mark>{_MARK}|)(?P<name>{_WORDS}?)(?P=mark)(?:\s+[-–—]\s+|\s*,\s*|\s+){_STAMP}\s*$",
    re.IGNORECASE,
)
_ANGLED = re.compile(r"<(?P<name>[^\s<>/@=][^\s<>/@=]{0,30})>\s+")
_MARKED = re.compile(
    rf"(?P<mark>{_MARK})(?P<name>{_WORDS}?)\s*(?P<role>\([^()]{{1,60}}\))?"
    r"(?::\s*(?P=mark)|(?P=mark)\s*:)(?:\s+|$)"
)
_PLAIN = re.compile(rf"(?P<name>{_WORDS}?)\s*(?P<role>[\[(][^()\[\]]{{1,60}}[\])])?\s?:(?:\s+|$)")
_STAMPED = re.compile(  # Bob 10:32 AM hello
    rf"(?P<mark>{_MARK}|)(?P<name>{_WORDS}?)(?P=mark)(?:\s+[-–—]\s+|\s*,\s*|\s+){_STAMP}\s+",
    re.IGNORECASE,
)
_DASHED = re.compile(rf"(?P<name>{_WORDS}?)\s+[—–]\s+")
_ALONE = re.compile(rf"(?P<mark>{_MARK}|)(?P<name>{_WORDS}?)(?P=mark)\s*$")
_SIGN = re.compile(r"[:<–—]")
"""One of these is in every label but a name as a paragraph of its own."""
_LONGEST_ALONE: Final = 80
_STAMPS = re.compile(rf"{_BOXED}(?:\s*(?:-+>|[-–—]|to)\s*{_BOXED})?")
_HANDLE = re.compile(r"[a-z][\w.-]{1,30}")
_ADDRESS = re.compile(r"\s*<?\S+@\S+>?$|\s*\[mailto:[^\]]*\]")

_DOUBTFUL = (_STAMPED, _DASHED, _ALONE)

_UNNAMED: Final = frozenset(',()[]{}"“”«»„')
_CONTRACTED = re.compile(r"['’](?:s|t|re|ve|ll|d|m)$|n['’]t$", re.IGNORECASE)
_MOST_WORDS: Final = 6


class Form(Enum):
    """How a label is written."""

    TIMED = auto()
    """With the time, or as chat programs write it: nothing else looks like that."""
    LINE = auto()
    """A name and a time on a line of their own, above the words."""
    MARKED = auto()
    """In bold or italics."""
    PLAIN = auto()
    """A name and a colon, as a heading or a field can be, too."""
    ALONE = auto()
    """A name as a paragraph of its own, above the words."""


@dataclass(frozen=True, slots=True)
class Label:
    """The name that a paragraph begins with, and the character where the words begin.

    A doubtful one is a name only if it recurs.
    """

    name: str
    end: int
    form: Form
    is_doubtful: bool = False


def label_of(paragraph: str) -> Label | None:
    """Return the label that a paragraph begins with, or None.

    After 'From:', the name is what follows the colon.
    """
    opening = _OPENING.match(paragraph)
    start = opening.end() if opening else 0
    if not _SIGN.search(paragraph, start) and len(paragraph.rstrip()) - start > _LONGEST_ALONE:
        return None  # as of most paragraphs, for which fourteen patterns would be tried in vain
    # From the surest form to the least sure, since the first that fits decides.
    for form, pattern in (
        *((Form.TIMED, pattern) for pattern in _TIMED),
        (Form.TIMED, _ANGLED),
        (Form.LINE, _STAMPED_LINE),
        (Form.LINE, _STAMPED),
        (Form.MARKED, _MARKED),
        (Form.PLAIN, _PLAIN),
        (Form.PLAIN, _DASHED),
        (Form.ALONE, _ALONE),
    ):
        match = pattern.match(paragraph, start)
        if match is None:
            continue
        name = match["name"].strip().rstrip(",–—-").rstrip()
        if name.casefold() in phrases_of_turns("senders"):
            sender = _ADDRESS.sub("", paragraph[match.end() :]).strip()
            return Label(sender, len(paragraph), Form.TIMED) if is_name(sender) else None
        if form is not Form.ALONE and "," in name:  # 'Ann Roe, mayor:', not 'Well, that's it:'
            name, _, role = name.partition(",")
            if name.casefold() in phrases_of_turns("not names") or _is_contracted(role):
                continue
        is_timed = form in {Form.TIMED, Form.LINE}
        if is_name(name, is_handle=is_handle(name) or is_timed):
            is_sure = pattern not in _DOUBTFUL and (is_timed or not is_handle(name))
            return Label(name, match.end(), form, is_doubtful=not is_sure)
    return None


def is_stamp(text: str) -> bool:
    """Whether a text is nothing but a time, or a span of time: '00:12 --> 00:17'."""
    return _STAMPS.fullmatch(text.strip()) is not None


def is_heading_name(text: str) -> bool:
    """Whether a heading has the form of a name or a handle, and is no word for something else."""
    is_other = text.casefold().rstrip(".:") in phrases_of_turns("not names")
    is_said = text.rstrip().endswith(("!", "?"))  # as in a FAQ: "Yes!"
    return not (is_other or is_said) and is_name(text, is_handle=is_handle(text))


def is_handle(text: str) -> bool:
    """Whether a text has the form of a name in small letters, as in chats: 'k8s_dave'."""
    return _HANDLE.fullmatch(text) is not None


def is_name(text: str, *, is_handle: bool = False) -> bool:
    """Whether a text has the form of a name; a handle need not begin with a capital.

    A contraction ("let's"), a sentence, an address and a number have not.
    """
    words = text.split()
    if not 0 < len(words) <= _MOST_WORDS or not any(letter.isalpha() for letter in text):
        return False
    if (
        not _UNNAMED.isdisjoint(text)
        or _is_contracted(text)
        or is_address(text)
        or (text.endswith(".") and len(words[-1]) > 4)
    ):
        return False
    if is_handle:
        return True
    return _begins_high(words[0]) and all(
        _begins_high(word) or word[0].isdigit() or word in phrases_of_turns("particles")
        for word in words
    )


def _is_contracted(text: str) -> bool:
    return any(_CONTRACTED.search(word) for word in text.split())


def _begins_high(word: str) -> bool:
    letter = next((letter for letter in word if letter.isalpha()), "")
    return letter != "" and letter == letter.upper()


@cache
def phrases_of_turns(section: str) -> frozenset[str]:
    """Return the phrases of a section of `turns.txt`, read once."""
    return read_lexicon(__package__, "turns.txt").phrases(section)

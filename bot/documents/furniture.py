"""What stands on a page beside its text: bylines, captions, adverts, links to share and read more.

Only what is plainly none of the text is taken out; if that is not sure, it stays. Bylines give
authors, and 'Read more: …' gives a related story. The head of an e-mail, its signature and what it
quotes of others stay on the page, but are not quoted from it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from bot.documents.metadata.authors import authors_of
from bot.documents.model import Event, Heading, Kind, LeftOut, Link, Piece, Span
from bot.documents.shown import join

_LONGEST = 300
_END = 60  # characters at the end of a line in which it may show what it is
_NEAR_TOP = 8  # pieces in which a byline may stand
_NAME = r"[^\W\d_a-z][\w.’'-]+(?: (?:de|van|von|der|la|bin|al|[^\W\d_a-z][\w.’'-]*)){1,4}"
_BYLINE = re.compile(
    rf"(?:By|BY|by|Von|Par|Por|Text:|Words by|Story by|Written by)\s+"
    rf"(?P<names>{_NAME}(?:(?:,| and| &|, and) {_NAME}){{0,5}})"
    r"(?:\s*[|·•,–—-].{0,100}|\s+\d{1,2}\.?\s.{0,80})?"
)
_READ_MORE = re.compile(
    r"(?:read (?:more|also|next|on)|also read|see also|more on this|don[’']t miss"
    r"|related(?: story)?|recommended|watch|listen|читайте також|lesen sie auch|mehr dazu"
    r"|lire aussi)"
    r"\s*(?:[:|»›→]|\s[–—-]\s)\s*(?P<headline>\S.{3,200})",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"(?:share|tweet|follow)(?:\W+(?:share|this|article|story|post|page|on|via|by|with|friends|facebook"
    r"|twitter|x|whatsapp|e-?mail|mail|print|linkedin|reddit|telegram|pinterest|instagram|threads"
    r"|mastodon|bluesky|copy|link|tweet|pin|it|save|comments?|flipboard|messenger|sms|like|follow|us"
    r"|me))*\W*",
    re.IGNORECASE,
)
_KINDS = (
    (
        "advert",
        r"(?:advertisement|advertising|advert|ads? by \w+|sponsored(?: content| post)?|anzeige"
        r"|реклама|publicité|publicidad|story continues below(?: advertisement)?"
        r"|article continues (?:below|after)[\w ]*)\W*",
    ),
    (
        "newsletter",
        r"(?:sign up|subscribe|register|join)\b.{0,80}\b(?:newsletter|inbox|mailing list|e-?mail"
        r" alerts?|briefing)\b.*|(?:get|receive)\b.{0,80}\b(?:in your inbox|newsletter)\b.*",
    ),
    (
        "note of rights",
        r"(?:©|\(c\)\s*\d{4}|copyright (?:©|\d{4})).*|.{0,80}all rights reserved\W*"
        r"|this (?:e-?mail|message)\b.{0,80}\bconfidential\b.*",
    ),
    ("address", r"(?:https?://|www\.)\S+"),
    ("stage direction", r"\[[^\[\]]{1,80}\]\W*"),
    (
        "caption",
        r".{0,250}[(\[](?:photo|image|picture|credit|photograph|foto|bild|фото|file photo)\b[^)\]]*"
        r"[)\]]\W*|(?:photo|image|picture|photograph|credit)s?(?: credit)?(?: by\b|:).{1,120}"
        r"|.{0,250}(?:/|\|)\s*(?:ap|afp|reuters|getty(?: images)?|epa|shutterstock)\W*",
    ),
    ("embedded post", r"[—–-]\s.{1,80}\(@\w{1,30}\).{0,40}|.*\bpic\.twitter\.com/\w+\W*"),
    (
        "date line",
        r"(?:published|updated|posted|last (?:updated|modified|edited)|first published)\b"
        r"[^.!?]{0,70}\d{1,4}[^.!?]{0,30}(?:[ap]\.m\.)?[^.!?]{0,10}",
    ),
    (
        "navigation",
        r"skip to (?:main )?content\W*|back to top\W*|table of contents\W*|edit this page\b.{0,20}"
        r"|was this (?:page|article) helpful\?.{0,20}|(?:previous|next)(?: page| article)?\W*"
        r"|loading\W*|[^.]{0,60}\bwe use cookies\b.*|\d+ min(?:ute)?s? read\W*|show more\W*",
    ),
    (
        "list of topics",
        r"(?:topics?|tags?|filed under|categories|теги|schlagwörter)\s*:\s[^.!?]{1,200}",
    ),
)
_PATTERNS = tuple(
    (kind, re.compile(pattern, re.IGNORECASE | re.DOTALL)) for kind, pattern in _KINDS
)
_BEGINS = re.compile(
    r"(?:http|www|\[|this|by|von|par|por|text|words|story|written|read|also|see|more|don|rela|reco|watch|listen|чит"
    r"|lesen|mehr|lire|share|tweet|adv|ads?\b|spon|anz|рек|publ|art|sign|subs|regi|join|get|rece|©"
    r"|\(c|copy|phot|ima|pict|cred|[—–-]|upd|post|last|first|skip|back|tab|edit|was|prev|next|load"
    r"|\d+ min|show|topic|tag|filed|>|on |-|cat|тег|schl|follow|like|print|email|facebook|save)",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"(?:reserved\W*|[)\]]\W*|(?:ap|afp|reuters|images|getty|epa|shutterstock)\W*|\.com/\w+\W*"
    r"|cookies\b.*)$",
    re.IGNORECASE,
)
_MAIL = re.compile(
    r"(?P<key>from|to|cc|bcc|subject|sent|date|reply-to|message-id):\s+(?P<value>.*)", re.IGNORECASE
)
_MAIL_QUOTED = re.compile(r">|On .{5,80} wrote:$|-{2,}\s*Original Message\s*-{2,}$")
_ANSWER_TO = re.compile(r"(?:(?:re|fwd?|aw|wg)\s*:\s*)+", re.IGNORECASE)
_TIME = re.compile(
    r"[\[(]?(?:\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?\s+)?(?:\d{1,2}:)?\d{1,2}:\d\d(?:[.,]\d{1,3})?"
    r"(?:\s?[AaPp]\.?[Mm]\.?)?[\])]?\s*(?:[–—-]+\s+)?(?=[^\W\d]|[\"“‘(\[…]|\.\.)"
)
_BEGINS_TIME = re.compile(r"(?P<label>[^\W\d_a-z][^:\n]{0,40}:\s+)?(?=[\d\[(])")
_TIMED = 3
"""Paragraphs that begin with a time, from which on a text is a transcript."""


@dataclass(slots=True)
class Furniture:
    """What a page shows beside its text, and what the head of an e-mail says about it."""

    title: str = ""
    day: str = ""
    authors: list[str] = field(default_factory=list)
    related: list[Link] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


def without_furniture(events: Sequence[Event]) -> tuple[tuple[Event, ...], Furniture]:
    """Take out of a page what is no text of it; of a page that is nothing else nothing."""
    found = Furniture()
    kept = tuple(_kept(_untimed(events, found), found))
    # A page of nothing but captions or links is probably meant to be read as it is.
    if not any(isinstance(event, Piece) for event in kept):
        return tuple(events), Furniture()
    return kept, found


def _untimed(events: Sequence[Event], found: Furniture) -> Sequence[Event]:
    """The turns of a transcript without the time before each of them."""
    times = {at: time for at, each in enumerate(events) if (time := _time_of(each))}
    if len(times) < _TIMED:
        return events
    untimed = list(events)
    for at, (start, end) in times.items():
        event = events[at]
        if isinstance(event, Piece):
            found.left_out.append(LeftOut(event.line, "time"))
            text = event.text
            shown = join((text.cut(0, start), text.cut(end, len(text.text))))
            untimed[at] = replace(event, text=shown)
    return untimed


def _time_of(event: Event) -> Span | None:
    """Where a paragraph has its time: at the beginning, or behind the name of a speaker."""
    begins = _BEGINS_TIME.match(event.text.text) if isinstance(event, Piece) else None
    time = _TIME.match(event.text.text, begins.end()) if begins else None
    return time.span() if time else None


def _kept(events: Sequence[Event], found: Furniture) -> Iterator[Event]:
    pieces = 0
    for at, event in enumerate(events):
        if isinstance(event, Heading) or event.kind is not Kind.PARAGRAPH or event.parts == ():
            yield event
            continue
        pieces += 1
        text = event.text.text
        # Cheap tests first: nearly every paragraph is plainly text, and is not matched against any
        # pattern.
        if len(text) > _LONGEST or not (
            _BEGINS.match(text) or _ENDS.search(text[-_END:]) or ":" in text[:12]
        ):
            yield event
        elif _is_of_mail(events, at) or _MAIL_QUOTED.match(text):
            found.left_out.append(LeftOut(event.line, "line of an e-mail"))
            _note_mail(text, found)
            # Shown in context, but no part of it can be quoted.
            yield replace(event, parts=())
        elif kind := _kind_of(text, found, is_near_top=pieces <= _NEAR_TOP):
            found.left_out.append(LeftOut(event.line, kind))
        else:
            yield event


def _kind_of(text: str, found: Furniture, *, is_near_top: bool) -> str | None:
    byline = _BYLINE.fullmatch(text) if is_near_top else None
    if (byline and not text.endswith((".", "?", "!"))) or (byline and text.endswith(".m.")):
        found.authors.extend(authors_of(byline["names"]))
        return "byline"
    if more := _READ_MORE.fullmatch(text):
        found.related.append(Link(more["headline"].strip(), ""))
        return "link to read more"
    if _SHARE.fullmatch(text):
        return "links to share"
    return next((kind for kind, pattern in _PATTERNS if pattern.fullmatch(text)), None)


def _is_of_mail(events: Sequence[Event], at: int) -> bool:
    """Whether a line is one of the head of an e-mail: several stand together."""
    beside = [events[n] for n in (at - 1, at, at + 1) if 0 <= n < len(events)]
    if not isinstance(events[at], Piece) or not _MAIL.match(events[at].text.text):
        return False
    return sum(_MAIL.match(each.text.text) is not None for each in beside) > 1


def _note_mail(text: str, found: Furniture) -> None:
    """Note what the head of an e-mail says of it; of several, the first one counts."""
    line = _MAIL.match(text)
    if line is None:
        return
    key, value = line["key"].lower(), line["value"]
    if key == "subject" and not found.title:
        found.title = _ANSWER_TO.sub("", value, count=1).strip()
    elif key == "from" and not found.authors:
        found.authors.extend(authors_of(value))
    elif key in ("date", "sent") and not found.day:
        found.day = value

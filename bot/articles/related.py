"""The list of related stories in a seed file: headlines, which are no passages."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.articles.model import RelatedStory
from bot.articles.publishers import divide_publisher
from bot.articles.urls import flaw_of_url
from bot.documents.lines import Line
from bot.documents.problem import Warned
from bot.documents.wrapping import BULLET

MAX_ITEM = 4_000
"""Characters; a longer item is a headline as it stands."""

_OPENING = re.compile(
    r"\s*(?P<hashes>#{1,6}\s+)?(?P<bold>\*\*|__)?\s*"
    r"(?:related(?:\s+(?:stories|articles|news|reading))?|(?:read|see)\s+also|also\s+read)"
    r"\s*(?P<colon>[:：])?\s*(?:\*\*|__)?\s*(?P<late_colon>[:：])?[\s#]*",
    re.IGNORECASE,
)
_LINK = re.compile(r"\[(?P<label>[^\[\]]+)\]\((?P<url>[^\s<>]+|<[^<>]*>)(?:\s+\"[^\"]*\")?\)$")
_BARE_URL = re.compile(r"(?<!\S)[(<]?(?P<url>https?://[^\s<>()]+)[)>]?$")
_SEPARATORS = " \t:–—-|"


@dataclass(frozen=True, slots=True)
class RelatedList:
    """The related stories of a file, the lines that are not part of them, and what was ignored."""

    stories: tuple[RelatedStory, ...]
    others: tuple[Line, ...]
    warnings: tuple[Warned, ...]


def take_related(lines: Sequence[Line]) -> RelatedList:
    """Part the related stories from the rest of a file.

    Their list begins at a line `Related:` (or `Related stories:`, `Related articles:`, `Read
    also:`, `See also:`, `Also read:`; in any case, in bold, or as a Markdown heading with or
    without the colon) that a bulleted or numbered item follows, blank lines aside. It goes on over
    items and blank lines, an item over the indented lines below it, and ends at the first other
    line; from there the article goes on.
    """
    stories: list[RelatedStory] = []
    others: list[Line] = []
    warnings: list[Warned] = []
    at = 0
    while at < len(lines):
        item = _next_line_with_text(lines, at + 1) if _is_opening(lines[at].text) else None
        if item is None or not BULLET.match(lines[item].text):
            others.append(lines[at])
            at += 1
            continue
        at = item
        while at < len(lines) and (not lines[at].text.strip() or BULLET.match(lines[at].text)):
            end = _end_of_item(lines, at)
            if lines[at].text.strip():
                story, flaw = _story(lines[at:end])
                stories.append(story)
                warnings.extend([Warned(lines[at].number, flaw)] if flaw else [])
            at = end
    return RelatedList(tuple(stories), tuple(others), tuple(warnings))


def _is_opening(text: str) -> bool:
    match = _OPENING.fullmatch(text) if len(text) <= 80 else None
    return match is not None and any(match.group("hashes", "bold", "colon", "late_colon"))


def _next_line_with_text(lines: Sequence[Line], start: int) -> int | None:
    return next((n for n in range(start, len(lines)) if lines[n].text.strip()), None)


def _end_of_item(lines: Sequence[Line], at: int) -> int:
    """Return the place below an item and the indented lines that go on with it."""
    end = at + 1
    if not lines[at].text.strip():
        return end
    while (
        end < len(lines)
        and lines[end].text.strip()
        and lines[end].text.startswith(("  ", "\t"))
        and not BULLET.match(lines[end].text)
    ):
        end += 1
    return end


def _story(lines: Sequence[Line]) -> tuple[RelatedStory, str | None]:
    """Read one item, and say why its address is left out, if it is."""
    text = " ".join(line.text.strip() for line in lines)
    bullet = BULLET.match(text)
    text = text[bullet.end() :] if bullet else text
    is_short = len(text) <= MAX_ITEM
    link = _LINK.search(text) if is_short else None
    bare = _BARE_URL.search(text) if is_short and not link else None
    url: str | None = None
    if link:
        text = text[: link.start()] + link["label"].strip()
        url = link["url"].strip("<>")
    elif bare:
        text = text[: bare.start()].rstrip(_SEPARATORS) or bare["url"]
        url = bare["url"]
    publisher, headline = divide_publisher(text)
    flaw = flaw_of_url(url) if url else None
    if flaw:
        return RelatedStory(headline, publisher), f"the address of a related story {flaw}; left out"
    return RelatedStory(headline, publisher, url), None

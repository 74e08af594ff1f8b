"""Verbs that report with a particle: 'point out', 'put it', 'go on', 'call for'."""

from bot.articles.attribution.english.cues import COUNTS, CUES
from bot.articles.attribution.english.spans import Span
from bot.articles.attribution.english.subjects import subject_of
from bot.articles.attribution.english.tokens import Tokens
from bot.articles.attribution.english.words import COLON, COMMA, END, NUMBER, QUOTE


def subject_of_phrasal(tokens: Tokens, place: int) -> Span | None:
    """Return who reports with the phrasal verb that begins at a place, if one does."""
    word, following = tokens.words[place], tokens.word(place + 1)
    if word == "clear":
        place -= 1 + (tokens.word(place - 1) == "it")
        is_reporting = following == "that" and tokens.word(place) in {"made", "makes"}
    elif word in {"put", "puts"}:
        is_reporting = following == "it" and (
            _is_as_before(tokens, place) or _is_quoted_next(tokens, place + 2)
        )
        is_reporting = is_reporting or _is_reckoned(tokens, place)
    elif word == "went":
        is_reporting = following == "on" and _is_quoted_next(tokens, place + 2)
    else:
        is_reporting = following == "out" and word.startswith("point")
    if is_reporting:
        return subject_of(tokens, place, CUES["say" if word == "point" else "said"])
    return None


def _is_as_before(tokens: Tokens, place: int) -> bool:
    return any(tokens.words[at] == "as" for at in range(max(place - 14, 0), place))


def _is_quoted_next(tokens: Tokens, place: int) -> bool:
    """Whether a quotation follows in a few words: 'put it more bluntly: "…"'."""
    for later in range(place, min(place + 5, len(tokens.words))):
        if tokens.classes[later] in {COMMA, COLON}:
            return tokens.kind(later + 1) == QUOTE
    return False


def _is_reckoned(tokens: Tokens, verb: int) -> bool:
    """Whether a number is told: 'put the dead at 47', 'puts her ahead by 3 points'."""
    for place in range(verb + 1, min(verb + 10, len(tokens.words))):
        if tokens.words[place] in {"ahead", "behind"}:
            return NUMBER in tokens.classes[place : place + 4] or not COUNTS.isdisjoint(
                tokens.words[place : place + 4]
            )
        if tokens.words[place] == "at":
            return tokens.kind(place + 1) == NUMBER or tokens.word(place + 1) in COUNTS
        if tokens.classes[place] in {COMMA, END}:
            return False
    return False

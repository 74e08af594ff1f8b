"""From a Ukrainian text to the sources that it names."""

from bot.articles.attribution.patterns import Patterns, Phrases, Place, without_overlaps
from bot.articles.attribution.ukrainian.phrases import (
    is_outlet,
    phrase_before,
    phrase_of_kind,
)
from bot.articles.attribution.ukrainian.tokens import Tokens, tokenise
from bot.articles.attribution.ukrainian.words import known_words
from bot.articles.model import Role, Source


def find_sources(text: str) -> tuple[Source, ...]:
    """Return the sources that a Ukrainian text names, as `bot.articles.attribution` describes."""
    return sources_by(known_words().patterns, text)


def sources_by(patterns: Patterns, text: str) -> tuple[Source, ...]:
    """Return the names that some patterns find in a text."""
    tokens = tokenise(text)
    _unquote_author(tokens)
    phrases = Phrases(
        before=lambda place, _: phrase_before(tokens, place - 1, tokens.words[place]),
        after=lambda first, kind: phrase_of_kind(tokens, first, kind),
        at=lambda _, __: None,
    )
    found: set[Place] = set()
    for place in range(len(tokens.words) - 1):
        if tokens.quoted[place] or tokens.words[max(place - 1, 0)] == "не":
            continue
        found.update(patterns.match(tokens, place, phrases))
    return tuple(_source(tokens, phrase) for phrase in without_overlaps(found))


def _unquote_author(tokens: Tokens) -> None:
    """Take the author's words out of a quotation: '«Важко, — каже лікар, — але ми тут»'."""
    verbs = known_words().verbs
    for place in range(1, len(tokens.words) - 1):
        is_begun = tokens.words[place] == "—" and tokens.words[place - 1] in {",", "."}
        if not (is_begun and tokens.quoted[place] and tokens.words[place + 1] in verbs):
            continue
        end = place + 1
        while tokens.quoted[end] and tokens.words[end] not in {"—", "”"}:
            end += 1
        tokens.quoted[place - 1 : end] = [False] * (end - place + 1)


def _source(tokens: Tokens, phrase: Place) -> Source:
    start, end = tokens.starts[phrase[0]], tokens.ends[phrase[1]]
    role = Role.OUTLET if is_outlet(tokens, phrase) else Role.SPEAKER
    return Source(tokens.text[start:end], start, end, role)

"""From a text to the sources that it names."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Final

from bot.articles.attribution.english.cues import CUES, verb_classes, verbs_of
from bot.articles.attribution.english.naming import is_document, names_somebody
from bot.articles.attribution.english.outlets import is_outlet, reported_outlets
from bot.articles.attribution.english.phrases import EnglishPhrases
from bot.articles.attribution.english.spans import Span
from bot.articles.attribution.english.surroundings import at
from bot.articles.attribution.english.tokens import Tokens, tokenise
from bot.articles.attribution.english.words import LEXICON
from bot.articles.attribution.pattern_files import parse_patterns
from bot.articles.attribution.patterns import Patterns, Phrases, without_overlaps
from bot.articles.model import Role, Source

_SECTIONS: Final = (
    *("documents", "made", "issued", "statements", "saying", "assertions", "attitudes"),
    *("feelings", "questions", "be", "a", "seeming", "commitments", "judgements"),
)

_TOLD: Final = verbs_of("always", "address") | {"report", "claim", "add", "write"}


@cache
def known_patterns() -> Patterns:
    """Return the patterns, read once; raises PatternError if the file is malformed."""
    text = files(__package__).joinpath("patterns.txt").read_text(encoding="utf-8")
    classes = verb_classes() | {name: LEXICON.words(name) for name in _SECTIONS}
    return parse_patterns("english/patterns.txt", text, classes)


def find_sources(text: str) -> tuple[Source, ...]:
    """Return the sources that an English text names, as `bot.articles.attribution` describes."""
    return sources_by(known_patterns(), text)


def sources_by(patterns: Patterns, text: str) -> tuple[Source, ...]:
    """Return the names that some patterns find in a text."""
    tokens = tokenise(text)
    known, quoted = patterns.by_word, tokens.quoted
    found = EnglishPhrases(tokens)
    phrases = Phrases(found.before, found.after, lambda kind, place: at(tokens, kind, place))
    spans: set[Span] = set()
    for place, word in enumerate(tokens.words):
        if word in known and (not quoted[place] or word == "”"):
            spans.update(map(Span._make, patterns.match(tokens, place, phrases)))
    if not spans:
        return ()
    named = without_overlaps(spans)
    outlets = [span for span in named if is_outlet(tokens, span)]
    reporting = {span for span in named if _reports_somebody(tokens, span, named, outlets)}
    carriers = (frozenset(outlets) - reported_outlets(tokens, outlets)) | reporting
    return tuple(_source(tokens, span, is_outlet=span in carriers) for span in named)


def _reports_somebody(
    tokens: Tokens, source: Span, named: Sequence[Span], outlets: Sequence[Span]
) -> bool:
    """Whether a source carries what somebody says: 'KCNA reported that Kim claimed'.

    A person does so only by telling what somebody else said: 'Kim said Moon told him'.
    """
    verb = _verb_after(tokens, source)
    first = verb + 1 + (tokens.word(verb + 1) == "that")
    other = next((span for span in named if span.first == first), None)
    cue = CUES.get(tokens.word(verb))
    if other is None or cue is None or tokens.letter(first) == "p":
        return False
    if source in outlets:
        return True
    is_person = tokens.letter(source.last) != "p" and cue.verb in _TOLD
    is_told = names_somebody(tokens, other) and tokens.word(_verb_after(tokens, other)) in CUES
    return is_person and is_told and other not in outlets and not is_document(tokens, other)


def _verb_after(tokens: Tokens, subject: Span) -> int:
    verb = subject.last + 1
    while tokens.letter(verb) in "aTx":
        verb += 1
    return verb


def _source(tokens: Tokens, span: Span, *, is_outlet: bool) -> Source:
    start, end = tokens.starts[span.first], tokens.ends[span.last]
    role = Role.OUTLET if is_outlet else Role.SPEAKER
    return Source(tokens.text[start:end], start, end, role)

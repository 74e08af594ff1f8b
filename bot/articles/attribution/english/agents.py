"""Who reports in the passive: 'denied by the ministry', 'described by police as'."""

from typing import Final

from bot.articles.attribution.english.cues import Cue, Form
from bot.articles.attribution.english.naming import names_somebody
from bot.articles.attribution.english.rightward import phrase_after
from bot.articles.attribution.english.spans import Span
from bot.articles.attribution.english.surroundings import quotes_within
from bot.articles.attribution.english.tokens import Tokens
from bot.articles.attribution.english.words import word_set

_ALONE: Final = word_set(
    """deny confirm expect estimate predict forecast believe suspect allege claim cite quote
    dispute condemn denounce criticize criticise praise welcome echo hail"""
)
_WITH_CONTENT: Final = word_set(
    """describe dub label brand call dismiss
    accuse characterize characterise portray depict identify regard see view term deem tell"""
)
_CONTENT: Final = frozenset({"as", "of", "that", "to"})


def agent_of(tokens: Tokens, verb: int, cue: Cue) -> Span | None:
    """Return the agent of a participle that reports, where 'by' and somebody follow it."""
    if cue.form is not Form.PAST or tokens.word(verb + 1) != "by":
        return None
    agent = phrase_after(tokens, verb + 2, is_wide=False)
    if agent is None or not names_somebody(tokens, agent):
        return None
    after = agent.last + 1
    if cue.verb in _ALONE:
        return agent
    has_content = tokens.word(after) in _CONTENT or quotes_within(tokens, after, is_near=True)
    return agent if cue.verb in _WITH_CONTENT and has_content else None

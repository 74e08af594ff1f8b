"""Marks who said a sentence, if a question asks for that: 'Who said that the dam broke?'."""

from dataclasses import replace
from typing import Final

import regex

from bot.retrieval.model import Quote

_WHO_SAID: Final = regex.compile(
    r"(?i)\bwho(?: \p{L}+)? (?:sa(?:id|ys?)|t(?:old|ells?)|(?:claim|warn|state|announce|confirm|add"
    r"|report|argue|admit|insist|promise|complain)(?:e?d|s)?|den(?:ied|ies))\b"
    r"|\bхто (?:це )?(?:сказа|каже|казав|казала|говори|заяв|повідом|попереди|запевн|наголо|зазнач)"
)


def asks_for_speaker(clause: str) -> bool:
    """Whether a clause asks who said something."""
    return _WHO_SAID.search(clause) is not None


def mark_source(quote: Quote) -> Quote:
    """Mark the first of the sources that the sentence itself names, if it names one."""
    text = quote.passage.text
    for name in (*quote.attribution.said_by, *quote.attribution.via):
        if found := regex.search(rf"\b{regex.escape(name)}\b", text):
            return replace(quote, highlight=found.span())
    return quote


def mark_speaker(quote: Quote) -> Quote:
    """Mark the source that the sentence names; nothing where its speaker is named elsewhere."""
    if not quote.attribution.said_by and not quote.attribution.via:
        return quote
    return mark_source(replace(quote, highlight=None))

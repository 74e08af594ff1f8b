"""Whether a name is that of an outlet: an agency, a newspaper, a broadcaster that carries news."""

from collections.abc import Sequence
from typing import Final

from bot.articles.attribution.english.spans import PREPOSITIONS, Span
from bot.articles.attribution.english.tokens import Tokens
from bot.articles.attribution.english.words import word_set
from bot.articles.outlets import known_outlets

_HEADS: Final = word_set(
    """media newspaper newspapers broadcaster broadcasters newswire tabloid tabloids magazine
    weekly daily website news outlet outlets tv radio television press gazette telegraph
    herald tribune newsletter channel networks broadsheet"""
)
_CARRYING: Final = frozenset({"according", "per", "reported", "told"})
_REPORTING: Final = frozenset({"reported", "reports", "said", "says"})
_CITING: Final = frozenset({"citing", "quoting"})
_NEWS_WORDS: Final = word_set("news press wire media newswire telegraph")


def is_outlet(tokens: Tokens, span: Span) -> bool:
    """Return whether a span's head names an outlet; people who work for one are speakers."""
    first, last = span
    for place in range(span.first + 1, span.last + 1):
        if tokens.letters[place] in PREPOSITIONS + ",(":
            last = place - 1
            break
    words, known = tokens.words, known_outlets()
    for place in range(first, last):
        if tokens.letters[place] == "'":
            first = place + 1
    head = words[last]
    if " ".join(words[span.first : span.last + 1]) in known.phrases:
        return tokens.is_capitalised(span.last)
    if head in _HEADS:
        return True
    for place in range(first, last):  # 'the newspaper El Mercurio'
        is_kind = words[place] in _HEADS or (words[place] == "agency" and place > first)
        if is_kind and tokens.is_capitalised(place + 1) and not tokens.is_capitalised(place):
            return words[place] != "agency" or words[place - 1] in _NEWS_WORDS
    if _is_broadcaster(tokens, first, last):
        return True
    if not any(tokens.is_capitalised(place) for place in range(first, last + 1)):
        return head == "agency" and words[max(last - 1, first)] in _NEWS_WORDS
    if head in known.names or head in known.ordinary:
        return tokens.is_capitalised(last)
    names = words[first:last]
    if head in {"agency", "service"}:
        return any(word in known.names or word in _NEWS_WORDS for word in names)
    if head in known.text_heads and tokens.is_capitalised(last):
        return bool(names) and not any(
            word in {"mr", "mr.", "mrs.", "ms.", "dr."} for word in names
        )
    return False


def _is_broadcaster(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the word for what it is stands inside: 'Radio Free Asia', 'affiliate KFSM'."""
    if not tokens.is_capitalised(last) or last == first:
        return False
    before = tokens.words[last - 1]
    if before in {"affiliate", "station"} or (
        before == "news" and tokens.is_capitalised(last - 1) and tokens.words[last] != "corp"
    ):
        return True
    opening = first + (tokens.words[first] == "the")
    return tokens.words[opening] == "radio" and tokens.is_capitalised(opening)


def reported_outlets(tokens: Tokens, outlets: Sequence[Span]) -> frozenset[Span]:
    """Return which of a text's outlets another one of them carries, and so speak themselves.

    Of 'KCNA said so, AP reported' it is KCNA, of 'AP, citing KCNA, reported it' too.
    """
    carriers = {span for span in outlets if _introduction(tokens, span) in _CARRYING}
    if not carriers and len(outlets) > 1 and _comes_last(tokens, outlets[-1]):
        carriers = {outlets[-1]}
    cited = {span for span in outlets if _introduction(tokens, span) in _CITING}
    if not carriers and cited and len(cited) < len(outlets):
        return frozenset(cited)
    return frozenset(outlets) - carriers if carriers else frozenset()


def _comes_last(tokens: Tokens, span: Span) -> bool:
    """Whether an outlet is named behind what it carries: '…, Reuters reported'."""
    is_apart = tokens.letter(span.first - 1) in ",”"
    return is_apart and tokens.word(span.last + 1) in _REPORTING


def _introduction(tokens: Tokens, span: Span) -> str:
    """Return the word that brings a name in: 'according' for 'according to AP'."""
    before = tokens.word(span.first - 1)
    return tokens.word(span.first - 2) if before in {"to", "by"} else before

"""Who said a passage: its own text, or, where that leaves it open, the sentence before."""

from bot.articles.attribution import find_sources
from bot.articles.model import Passage, Role, Source
from bot.retrieval.analysis import words_of
from bot.retrieval.model import Attribution

_PRONOUNS = frozenset(("he", "she", "they", "it"))
_OPENING, _CLOSING = "“«„", "”»"


def attribute(passage: Passage, before: Passage | None) -> Attribution:
    """Whom `passage` names as its source, `before` being the passage before it in its paragraph.

    A pronoun ('he added') and a quotation that began earlier get the one speaker whom the sentence
    before names, marked as inferred. Where that names none or several, nobody is named.
    """
    sources = find_sources(passage.text)
    speakers = _names(sources, Role.SPEAKER)
    via = _names(sources, Role.OUTLET)
    leaves_open = bool(speakers) and all(_is_pronoun(name) for name in speakers)
    if before and (leaves_open or (not sources and _is_inside_quotation(passage))):
        earlier = find_sources(before.text)
        named = [name for name in _names(earlier, Role.SPEAKER) if not _is_pronoun(name)]
        if len(named) == 1:
            return Attribution(tuple(named), via or _names(earlier, Role.OUTLET), inferred=True)
    return Attribution(tuple(name for name in speakers if not _is_pronoun(name)), via)


def _names(sources: tuple[Source, ...], role: Role) -> tuple[str, ...]:
    return tuple(dict.fromkeys(source.name for source in sources if source.role is role))


def _is_pronoun(name: str) -> bool:
    return " ".join(words_of(name)) in _PRONOUNS


def _is_inside_quotation(passage: Passage) -> bool:
    """Whether curly quotation marks that opened earlier in the paragraph are open at its start."""
    earlier = passage.article.paragraphs[passage.paragraph - 1][: passage.start]
    opened = max(map(earlier.rfind, _OPENING))
    closed = max(map(earlier.rfind, _CLOSING))
    return opened > closed

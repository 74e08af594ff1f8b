"""Who wrote a letter: the name below its closing."""

from collections.abc import Sequence

from bot.articles.attribution.labels import Label, is_name, phrases_of_turns

_LONGEST = 60
"""Paragraphs of a letter; what begins earlier is none of its words."""


def signers(paragraphs: Sequence[str], labels: Sequence[Label | None]) -> tuple[str | None, ...]:
    """Return who signed the letter that each paragraph is of; None if it is of none.

    A letter begins with a greeting ('Dear editor,') and ends with a closing ('Sincerely,') and a
    name, in the same paragraph or the next.
    """
    found: list[str | None] = [None] * len(paragraphs)
    greeting: int | None = None
    for place, paragraph in enumerate(paragraphs):
        if _begins_with(paragraph, "greetings"):
            greeting = place
        signed = _signature(paragraphs, place) if greeting is not None else None
        if greeting is not None and signed is not None and place - greeting < _LONGEST:
            name, last = signed
            found[greeting : last + 1] = [name] * (last + 1 - greeting)
            greeting = None
    return tuple(found)


def _begins_with(paragraph: str, section: str) -> bool:
    lowered, phrases = paragraph[:40].casefold(), tuple(phrases_of_turns(section))
    return lowered.startswith(phrases) and any(
        lowered.startswith(phrase) and not lowered[len(phrase) : len(phrase) + 1].isalpha()
        for phrase in phrases
    )


def _signature(paragraphs: Sequence[str], place: int) -> tuple[str, int] | None:
    """Return the name after a closing, and the paragraph that it stands in."""
    closing, _, rest = paragraphs[place].partition(",")
    if closing.strip().casefold().rstrip(".") not in phrases_of_turns("closings"):
        return None
    if not rest.strip() and place + 1 < len(paragraphs):
        place, rest = place + 1, paragraphs[place + 1]
    name = rest.strip().partition(",")[0].strip()
    return (name, place) if is_name(name) else None

"""Who said a passage: its own text, or, where that leaves it open, the sentence beside it."""

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.articles.attribution import find_sources
from bot.articles.attribution.agreement import PRONOUNS, can_stand_for
from bot.articles.model import Passage, Role, Source
from bot.retrieval.model import Attribution

_MARKS = re.compile(r"(?P<opening>[“«„]|(?<![^\s(\[—–-])\"(?=\S))|[”»]|(?<=\S)\"(?!\w)")
_LONGEST_QUOTATION = 3_000
_WHOLE_QUOTATION = re.compile(r"[“«„][^”»]*[”»]?\W?|\"[^\"]*\"?\W?")
_INTRODUCES = re.compile(r"[”»\":]")
_GOES_ON = re.compile(r"\s+(?:also|then|further)?\s*(?:add|continu|went on|conclud|repeat)")
_ADDED_BEFORE = re.compile(r"(?:added|continued|concluded)\s$")
_OTHER_PERSON = re.compile(
    r"(?:Mr|Ms|Mrs|Dr|Sen|Gov|Rep)\.|\b(?<!\b[Tt]he )[A-Z][\w’'-]+ [A-Z]"  # not the Red Cross
)
_FURTHEST = 3
"""Sentences that are looked back over, each with nothing but a pronoun or a quotation."""


@lru_cache(maxsize=2_048)  # passages that answer one question come up for others
def _sources_in(text: str) -> tuple[Source, ...]:
    return find_sources(text)


def attribute(passages: Sequence[Passage], position: int) -> Attribution:
    """Whom a passage names as its source, or, where it leaves that open, the sentence beside it.

    A pronoun ('he added') and a quotation that began earlier get the one speaker whom the sentence
    before names, marked as inferred; a quotation that goes on gets the one named where it ends.
    Where that names none or several, or one for whom the pronoun cannot stand, nobody is named,
    and the neighbouring sentence is given. `passages` are those of a corpus, in order.
    """
    return _attribute(passages, position, _FURTHEST)


def _attribute(passages: Sequence[Passage], position: int, steps: int) -> Attribution:
    passage = passages[position]
    begun = _is_quotation_open(passage, passage.start)
    goes_on = _is_quotation_open(passage, passage.end)
    is_inside = begun and goes_on and _MARKS.search(passage.text) is None
    sources = () if is_inside else _sources_in(passage.text)
    via = _named(sources, Role.OUTLET)
    pronouns = [source for source in sources if source.name.lower() in PRONOUNS]
    names = tuple(name for name in _named(sources, Role.SPEAKER) if name.lower() not in PRONOUNS)
    if names or (via and not pronouns):
        return Attribution(names, via)
    before, after = _beside(passages, position, -1), _beside(passages, position, 1)
    found: Attribution | None = None
    if pronouns:
        neighbour = before
        if steps and before and before.paragraph == passage.paragraph:
            found = _antecedent(passages, position, pronouns, steps)
    elif begun or _WHOLE_QUOTATION.fullmatch(passage.text):
        leads_on = before is not None and _leads_on(before, passage, begun=begun)
        neighbour = before if leads_on or not goes_on else after
        if steps and leads_on:
            found = _only_speaker(_attribute(passages, position - 1, steps - 1))
    elif goes_on:
        neighbour = after
    else:
        return Attribution()
    if found is None and goes_on and after:
        found = _only_speaker(_of_own(after))
    if found is None:
        return Attribution((), via, neighbour=neighbour)
    return Attribution(found.said_by, via or found.via, inferred=True)


def _antecedent(
    passages: Sequence[Passage], position: int, pronouns: list[Source], steps: int
) -> Attribution | None:
    """Return who is meant by a pronoun, if the sentence before leaves no doubt of it."""
    text, earlier = passages[position].text, passages[position - 1].text
    found = _only_speaker(_attribute(passages, position - 1, steps - 1))
    pronoun = pronouns[0].name.lower()
    if found is None or not can_stand_for(pronoun, found.said_by[0]):
        return None
    others = {source.name.lower() for source in (*pronouns, *_sources_in(earlier))} - {pronoun}
    if others & PRONOUNS:
        return None
    start, end = pronouns[0].start, pronouns[0].end
    says_more = _GOES_ON.match(text, end) or _ADDED_BEFORE.search(text[:start])
    rest = earlier
    for name in (*found.said_by, *found.via):
        rest = rest.replace(name, "")
    is_doubtful = pronoun in {"he", "she"} and _OTHER_PERSON.search(rest) and not says_more
    return None if is_doubtful else found


def _leads_on(before: Passage, passage: Passage, *, begun: bool) -> bool:
    """Whether the quotation that a passage is part of can be that of the sentence before."""
    if before.paragraph != passage.paragraph:  # reopened, without having been closed
        return _is_quotation_open(before, before.end) and passage.text[0] in '“«„"'
    return begun or _INTRODUCES.search(before.text) is not None


def _beside(passages: Sequence[Passage], position: int, step: int) -> Passage | None:
    """Return the passage of the same article that comes right before or after, if there is one."""
    other = position + step
    if 0 <= other < len(passages) and passages[other].article is passages[position].article:
        return passages[other]
    return None


def _of_own(passage: Passage) -> Attribution:
    sources = _sources_in(passage.text)
    return Attribution(_named(sources, Role.SPEAKER), _named(sources, Role.OUTLET))


def _only_speaker(attribution: Attribution) -> Attribution | None:
    said_by = attribution.said_by
    is_one = len(said_by) == 1 and said_by[0].lower() not in PRONOUNS
    return attribution if is_one else None


def _named(sources: tuple[Source, ...], role: Role) -> tuple[str, ...]:
    return tuple(dict.fromkeys(source.name for source in sources if source.role is role))


def _is_quotation_open(passage: Passage, place: int) -> bool:
    """Whether quotation marks that opened earlier in the paragraph are open at a character."""
    paragraph = passage.article.paragraphs[passage.paragraph - 1]
    is_open = False
    for mark in _MARKS.finditer(paragraph, max(0, place - _LONGEST_QUOTATION), place):
        is_open = mark.lastgroup == "opening"
    return is_open

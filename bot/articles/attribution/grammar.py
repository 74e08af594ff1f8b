"""What the pass over an article needs to know of a language."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from bot.articles.attribution.addresses import outside_addresses
from bot.articles.model import Source


@dataclass(frozen=True, slots=True)
class Grammar:
    """A language's rules, as functions of one sentence.

    `find_sources` is as in `bot.articles.attribution`, with addresses, which `sources_of` leaves
    out; `pronouns` are those that it may return, in small letters, `persons` those for one person,
    and `documents` nouns for what is no speaker beside one. `can_stand_for(pronoun, name)` is their
    agreement with a name. `subject` is who a sentence is about, if it begins with a name;
    `announcer` who issues a statement in it.
    `others` finds a second person in what is left of a sentence without the one in question,
    `several` a pair of names, and `continuing` the verbs of one who goes on speaking.
    """

    find_sources: Callable[[str], tuple[Source, ...]]
    pronouns: frozenset[str]
    persons: frozenset[str]
    documents: frozenset[str]
    can_stand_for: Callable[[str, str], bool]
    subject: Callable[[str], str | None]
    announcer: Callable[[str], str | None]
    others: re.Pattern[str]
    several: re.Pattern[str]
    continuing: re.Pattern[str]

    def sources_of(self, text: str) -> tuple[Source, ...]:
        """Return the sources that a text names, without addresses."""
        return outside_addresses(self.find_sources(text), text)

    def names_others(self, text: str, pronoun: str, names: Collection[str]) -> bool:
        """Whether a text names, besides `names`, somebody for whom a pronoun may stand."""
        for name in names:
            text = text.replace(name, "")
        others = self.others if pronoun in self.persons else self.several
        return others.search(text) is not None

    def goes_on(self, text: str, start: int, end: int) -> bool:
        """Whether whom the pronoun at `start` to `end` stands for goes on speaking there."""
        around = text[max(0, start - 20) : start] + text[end : end + 20]
        return self.continuing.search(around) is not None

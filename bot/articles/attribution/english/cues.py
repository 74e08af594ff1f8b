"""The forms of verbs that report what someone said, wrote, thinks or found."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from bot.articles.lexicon import read_lexicon


class Form(Enum):
    """How a verb is inflected."""

    PAST = auto()
    THIRD = auto()
    BASE = auto()
    GERUND = auto()


@dataclass(frozen=True, slots=True)
class Cue:
    """A form of a verb that may report."""

    verb: str
    form: Form


_LEXICON: Final = read_lexicon(__package__, "verbs.txt")

_PAST: Final = {
    verb: forms.split()
    for verb, _, forms in (line.partition(" ") for line in _LEXICON.phrases("irregular"))
}
_DOUBLING: Final = _LEXICON.words("doubling")


def _third(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "go")) else "s")


def _past(verb: str) -> list[str]:
    if verb in _PAST:
        return _PAST[verb]
    if verb.endswith("e"):
        return [verb + "d"]
    if verb.endswith("y") and verb[-2] not in "aeou":
        return [verb[:-1] + "ied"]
    if verb in _DOUBLING:
        return [verb + verb[-1] + "ed", verb + "ed"]
    return [verb + "ed"]


def _gerund(verb: str) -> str:
    if verb in _DOUBLING:
        return verb + verb[-1] + "ing"
    if verb.endswith("e") and not verb.endswith("ee"):
        return verb[:-1] + "ing"
    return verb + "ing"


def forms_of(verb: str) -> dict[str, Form]:
    """Return every form of a verb; of two that are alike the past counts less."""
    past = dict.fromkeys(_past(verb), Form.PAST)
    return past | {_third(verb): Form.THIRD, verb: Form.BASE, _gerund(verb): Form.GERUND}


_SECTIONS: Final = {
    name: _LEXICON.words(name)
    for name in _LEXICON.sections
    if name not in {"irregular", "doubling", "groups"}
}
_GROUPS: Final = {
    name: parts.split()
    for name, _, parts in (line.partition(" ") for line in _LEXICON.phrases("groups"))
}

CUES: Final = {
    word: Cue(verb, form)
    for name in _GROUPS["cue"]
    for verb in sorted(_SECTIONS[name])
    for word, form in forms_of(verb).items()
}
"""Every form of every verb that may report."""


def sections() -> dict[str, frozenset[str]]:
    """Return the infinitives of each section."""
    return dict(_SECTIONS)


def verbs_of(*sections: str) -> frozenset[str]:
    """Return the infinitives of some sections."""
    return frozenset().union(*(_SECTIONS[name] for name in sections))


def verb_classes() -> dict[str, frozenset[str]]:
    """Return the sets of words that patterns name: sections, single verbs, and their forms."""
    known = _SECTIONS | {name: verbs_of(*parts) for name, parts in _GROUPS.items()}
    verbs = {cue.verb: frozenset([cue.verb]) for cue in CUES.values()}
    classes: dict[str, frozenset[str]] = {}
    for name, infinitives in (verbs | known).items():
        forms = [pair for verb in infinitives for pair in forms_of(verb).items()]
        key = name.replace(" ", "-")
        classes[key] = frozenset(word for word, _ in forms)
        classes[f"{key}-past"] = frozenset(word for word, form in forms if form is Form.PAST)
        classes[f"{key}-gerund"] = frozenset(word for word, form in forms if form is Form.GERUND)
        classes[f"{key}-finite"] = frozenset(
            word for word, form in forms if form in {Form.PAST, Form.THIRD}
        )
    return classes

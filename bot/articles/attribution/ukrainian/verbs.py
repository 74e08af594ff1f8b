"""The forms of Ukrainian verbs that report, made from their infinitives."""

from collections.abc import Collection, Iterator

_PAST = ("в", "ла", "ло", "ли")
_PLURAL = ("ли", "лися", "лись", "ють", "уть", "ать", "ять", "ються", "уться", "яться")


def forms_of(infinitives: Collection[str]) -> frozenset[str]:
    """Return the past, and of imperfective verbs the present, in the third person."""
    return frozenset(form for infinitive in infinitives for form in _forms(infinitive))


def is_plural(form: str) -> bool:
    """Whether several people do what a form of a verb says."""
    return form.endswith(_PLURAL)


def _forms(infinitive: str) -> Iterator[str]:
    is_reflexive = infinitive.endswith("ся")
    stem = infinitive.removesuffix("ся").removesuffix("ти")
    for ending in _PAST:
        yield stem + ending + ("ся" if is_reflexive else "")
    if not stem.endswith(("а", "я")):
        return
    present = stem.removesuffix("ва") if stem.endswith(("ува", "юва", "ава")) else stem
    yield present + ("ється" if is_reflexive else "є")
    yield present + ("ються" if is_reflexive else "ють")

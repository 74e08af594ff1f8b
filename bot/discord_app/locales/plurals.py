"""Plural rules as Unicode writes them, for whole numbers.

The syntax is that of CLDR's plural rules, so that a language's rules can be copied from its table
(https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html; Unicode
Technical Standard 35, part 3, 'Language Plural Rules').
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

OTHER = "other"
CATEGORIES = ("zero", "one", "two", "few", "many", OTHER)

_RELATION = re.compile(
    r"(?P<operand>[nivwftce])(?: % (?P<modulus>[1-9][0-9]*))? (?P<sign>!?=) "
    r"(?P<values>[0-9]+(?:\.\.[0-9]+)?(?:, ?[0-9]+(?:\.\.[0-9]+)?)*)"
)
_ENOUGH = 201  # every rule of CLDR repeats after a hundred, or holds for small numbers only
_NUMBER_ITSELF = "ni"  # the other operands tell of fractions and exponents: 0 in whole numbers


@dataclass(frozen=True, slots=True)
class _Relation:
    """`i % 10 = 2..4`: whether an operand, or what is left of it, is one of some numbers."""

    operand: str
    modulus: int | None
    is_negated: bool
    ranges: tuple[range, ...]

    def holds(self, count: int) -> bool:
        value = abs(count) if self.operand in _NUMBER_ITSELF else 0
        if self.modulus:
            value %= self.modulus
        return any(value in one for one in self.ranges) is not self.is_negated


@dataclass(frozen=True, slots=True)
class PluralRule:
    """Which form of a text goes with a number; `conditions` are tried in order."""

    conditions: tuple[tuple[str, tuple[tuple[_Relation, ...], ...]], ...]

    @classmethod
    def parse(cls, rules: Mapping[str, str]) -> Self:
        """Read a language's rules by category, without that for `other`, which is all the rest.

        Raises ValueError, which says what is wrong.
        """
        if unknown := [one for one in rules if one not in CATEGORIES[:-1]]:
            raise ValueError(f"{unknown[0]} is none of {', '.join(CATEGORIES[:-1])}")
        return cls(tuple((category, _condition(rule)) for category, rule in rules.items()))

    @property
    def categories(self) -> frozenset[str]:
        """The categories that whole numbers have; in some languages `other` is for fractions."""
        return frozenset(map(self.category, range(_ENOUGH)))

    def category(self, count: int) -> str:
        """Return the category of a number."""
        for category, alternatives in self.conditions:
            if any(all(one.holds(count) for one in relations) for relations in alternatives):
                return category
        return OTHER


def _condition(rule: str) -> tuple[tuple[_Relation, ...], ...]:
    return tuple(
        tuple(_relation(part.strip()) for part in alternative.split(" and "))
        for alternative in rule.split(" or ")
    )


def _relation(text: str) -> _Relation:
    match = _RELATION.fullmatch(text)
    if match is None:
        raise ValueError(f"'{text}' is not written as in CLDR's plural rules")
    return _Relation(
        operand=match["operand"],
        modulus=int(match["modulus"]) if match["modulus"] else None,
        is_negated=match["sign"] == "!=",
        ranges=tuple(_range(part.strip()) for part in match["values"].split(",")),
    )


def _range(text: str) -> range:
    first, _, last = text.partition("..")
    return range(int(first), int(last or first) + 1)

"""A question and the sentence that answers it → a question that the sentence no longer answers.

A number, a name or a word with an antonym that stands in both is changed in the question. The
answer itself is never in a question, so the sentence keeps looking right, and is not.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from random import Random

import regex

_NUMBER = regex.compile(r"(?<![\p{L}\p{N}.,])\p{N}+(?:,\p{N}{3})*(?![\p{L}\p{N}])")
_NAME = regex.compile(
    r"(?<=[\p{Ll},'’] )\p{Lu}[\p{L}'’-]+(?: (?:of |the |de |von )?\p{Lu}[\p{L}'’-]+)*"
)
_POSSESSIVE = regex.compile(r"['’]s$")
_WORD = regex.compile(r"\p{Ll}+")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
_YEARS = range(1000, 2100)


@dataclass(frozen=True, slots=True)
class Swaps:
    """What is put in: names that other questions have, and words by their antonyms."""

    names: tuple[str, ...]
    antonyms: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, questions: Sequence[str]) -> "Swaps":
        """Swaps with the names in `questions` and the antonyms that are shipped."""
        names = {name for question in questions for name in names_in(question)}
        return cls(tuple(sorted(names)), _antonyms())


def names_in(text: str) -> list[str]:
    """The names in a question: capitalised words that do not begin it."""
    return [without_possessive(name) for name in _NAME.findall(text)]


def without_possessive(name: str) -> str:
    """A name without the 's that it ends in."""
    return _POSSESSIVE.sub("", name)


def near_miss(question: str, sentence: str, title: str, swaps: Swaps, rng: Random) -> str | None:
    """The question with one thing that it shares with the sentence or title changed, or None."""
    changes = list(_changes(question, sentence, f"{title} {sentence}", swaps, rng))
    if not changes:
        return None
    start, end, put = rng.choice(changes)
    return question[:start] + put + question[end:]


def _changes(
    question: str, sentence: str, around: str, swaps: Swaps, rng: Random
) -> Iterator[tuple[int, int, str]]:
    """The places of a question that may be changed, each with another content."""
    for found in _NUMBER.finditer(question):
        if found.group() in sentence:
            yield found.start(), found.end(), another_number(found.group(), rng)
    for found in _NAME.finditer(question):
        name = without_possessive(found.group())
        if name in _MONTHS:
            yield found.start(), found.end(), rng.choice([m for m in _MONTHS if m != name])
        elif name in around and swaps.names:
            put = rng.choice(swaps.names)
            if put not in around and not set(put.split()) & set(name.split()):
                yield found.start(), found.start() + len(name), put
    for found in _WORD.finditer(question):
        others = swaps.antonyms.get(found.group(), ())
        absent = [other for other in others if not regex.search(rf"\b{other}\b", sentence)]
        if absent:
            yield found.start(), found.end(), rng.choice(absent)


def another_number(number: str, rng: Random) -> str:
    """A number of the same kind and about the same size, but another one."""
    value = int(number.replace(",", ""))
    if value in _YEARS and "," not in number:
        other = value + rng.choice((-1, 1)) * rng.randint(1, 30)
    else:
        other = max(0, value + rng.choice((-1, 1)) * max(1, round(value * rng.uniform(0.1, 0.9))))
    if other == value:
        other += 1
    return f"{other:,}" if "," in number else str(other)


def _antonyms() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for line in files("training").joinpath("antonyms.txt").read_text("utf-8").splitlines():
        one, other = line.split()
        found.setdefault(one, []).append(other)
        found.setdefault(other, []).append(one)
    return {word: tuple(others) for word, others in found.items()}

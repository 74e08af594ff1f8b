"""Questions that people could ask to keep a report busy: no two alike, or all of them nearly so."""

import random
import string
from collections.abc import Callable, Iterator

LONGEST = 300
"""Characters that a question may have."""

_Maker = Callable[[random.Random], str]


def _word(chance: random.Random, shortest: int, longest: int) -> str:
    return "".join(chance.choices(string.ascii_lowercase, k=chance.randint(shortest, longest)))


def _of_random_words(shortest: int, longest: int) -> _Maker:
    def make(chance: random.Random) -> str:
        return " ".join(_word(chance, shortest, longest) for _ in range(80))

    return make


def _of_few_words(chance: random.Random) -> str:
    """Sets that share many words each, and are not alike."""
    words = [a + b + c for a in "bcdf" for b in "aeiou" for c in "ghkl"]
    return " ".join(chance.sample(words, 75))


def _of_words_spelt_alike(chance: random.Random) -> str:
    """Words that differ from one stem by two letters, and from each other by up to three."""
    return " ".join(
        "abcdefgh"[:place] + _word(chance, 2, 2) + "abcdefgh"[place:]
        for place in chance.choices(range(8), k=30)
    )


def _about_one_thing(chance: random.Random) -> str:
    return "bridge " + _of_random_words(6, 6)(chance)


def _of_letters(first: str, last: str) -> _Maker:
    letters = [chr(code) for code in range(ord(first), ord(last) + 1)]

    def make(chance: random.Random) -> str:
        return "".join(
            " " if chance.random() < 0.15 else chance.choice(letters) for _ in range(LONGEST)
        )

    return make


KINDS: dict[str, _Maker] = {
    "words of 3 to 8 letters": _of_random_words(3, 8),
    "words of 10 to 14 letters": _of_random_words(10, 14),
    "few words": _of_few_words,
    "words spelt alike": _of_words_spelt_alike,
    "one thing": _about_one_thing,
    "Thai": _of_letters("ก", "ฮ"),
    "Katakana": _of_letters("ァ", "ヾ"),
    "ten Chinese characters": _of_letters("一", "三"),
    "Burmese": _of_letters("က", "၏"),
    "letters with accents": _of_letters("À", "ſ"),
    "Greek": _of_letters("Α", "ω"),
    "Hindi": _of_letters("अ", "ॡ"),
}


def hostile_questions(kind: str, count: int, seed: int = 1) -> Iterator[str]:
    """Yield questions of a kind, each of LONGEST characters."""
    chance = random.Random(seed)  # noqa: S311 - a test wants the same ones again
    return (KINDS[kind](chance)[:LONGEST] for _ in range(count))

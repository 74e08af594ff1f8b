"""One spelling for words that are written in several: British and American, numbers, by ear.

What a rule touches, it touches in questions and passages alike, so that a word it was not meant
for is still found by itself.
"""

import re
from functools import lru_cache

import regex

_NUMBER_WORDS = {
    **{"zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6"},
    **{"seven": "7", "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12"},
    **{"thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16", "seventeen": "17"},
    **{"eighteen": "18", "nineteen": "19", "twenty": "20", "thirty": "30", "forty": "40"},
    **{"fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90"},
}
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
PARTS_OF_NUMBERS = frozenset([*_TENS.split("|"), "hundred", "thousand"])
_BELOW_100 = rf"(?:(?:{_TENS})(?:[ -](?:{_ONES}))?|{_TEENS}|{_ONES})"
_HUNDREDS = rf"{_BELOW_100}[ -]hundred(?:[ -](?:and[ -])?{_BELOW_100})?"
_THOUSANDS = (
    rf"(?:{_HUNDREDS}|{_BELOW_100})[ -]thousand(?:,?[ -](?:and[ -])?(?:{_HUNDREDS}|{_BELOW_100}))?"
)
_IN_WORDS = re.compile(rf"\b(?:{_THOUSANDS}|{_HUNDREDS}|(?:{_TENS})[ -](?:{_ONES}))\b")
_PARTED = re.compile(r"[ ,-]+(?:and[ -])?")
_RULES = (
    (regex.compile(r"(?<=\p{L}{3})is(?=(?:e[drs]?|ers|ing|ations?)$)"), "iz"),  # organise
    (regex.compile(r"(?<=\p{L}{2})ys(?=(?:e[drs]?|ers|ing)$)"), "yz"),  # analyse
    (regex.compile(r"(?<=\p{L}{3})our(?![cs]e)"), "or"),  # colour, favourite, not 'resource'
    (regex.compile(r"(?<=\p{L}[bt])re(?=[sd]?$)"), "er"),  # centre, metre, fibre
    (regex.compile(r"(?<=\p{L}{2}og)ue(?=s?$)"), ""),  # catalogue
    (regex.compile(r"(?<=gram)me(?=s?$)"), ""),  # programme
)
# In every word to which a rule could apply: few have any of these, and the rules take long.
_COULD_APPLY = re.compile(r"[iy]s|our|re[sd]?$|ogue|gramme")
_FOLDS = str.maketrans("yj", "ii")
_DOUBLED = re.compile(r"([^\W\d_])\1")


def in_digits(text: str) -> str:
    """A lower-case text with its numbers of several words in digits: 22 for twenty-two.

    Each of these has a word of PARTS_OF_NUMBERS.
    """
    return _IN_WORDS.sub(lambda match: _value(match.group()), text)


def _value(number: str) -> str:
    total = current = 0
    for word in _PARTED.split(number):
        if word == "thousand":
            total, current = total + 1000 * current, 0
        else:
            current = 100 * current if word == "hundred" else current + int(_NUMBER_WORDS[word])
    return str(total + current)


@lru_cache(maxsize=16_384)
def in_one_spelling(word: str) -> str:
    """A lower-case word in American spelling, a number word in digits."""
    if word in _NUMBER_WORDS:
        return _NUMBER_WORDS[word]
    if word.isascii() and _COULD_APPLY.search(word):
        for british, american in _RULES:
            word = british.sub(american, word)
    return word


def in_one_stem(stem: str) -> str:
    """A stem in American spelling: what can only be told once the ending is off."""
    if len(stem) > 4 and stem.endswith("enc"):  # defence, licence; difference has the stem 'differ'
        return f"{stem[:-1]}s"
    return stem[:-1] if stem.endswith("ll") else stem  # skilful, enrol


def folded(word: str) -> str:
    """A word by ear: `i` for y and j, one letter for two, as transliterations vary them.

    Shoygu and Shoigu, Zelenskyy and Zelenski are then spelt alike.
    """
    return _DOUBLED.sub(r"\1", word.translate(_FOLDS))

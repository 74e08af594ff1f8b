"""One form for words that are written in several: normal forms, letters, digits, spelling.

What is done to a question is done to the passages too. Marks that tell words apart stay: those of
Thai, the vowels of Hindi, the voicing of Japanese, and in words that are plainly Vietnamese, all.
"""

import re
from functools import lru_cache
from operator import eq
from typing import Literal, TypeAlias
from unicodedata import digit, normalize

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
    """A stem in American spelling: what shows only once the ending is off."""
    if len(stem) > 4 and stem.endswith("enc"):  # defence, licence; difference has the stem 'differ'
        return f"{stem[:-1]}s"
    return stem[:-1] if stem.endswith("ll") else stem  # skilful, enrol


def folded(word: str) -> str:
    """A word by ear: `i` for y and j, one letter for two, as transliterations vary them.

    Shoygu and Shoigu, Zelenskyy and Zelenski are then spelt alike.
    """
    plain = word.replace("y", "i").replace("j", "i")
    # Most words have no letter doubled, which the expression takes far longer to see.
    return _DOUBLED.sub(r"\1", plain) if True in map(eq, plain, plain[1:]) else plain


_MARK = regex.compile(r"\p{M}")
# Words with a mark. From their beginning only: a long one would be searched from each letter.
_WORD = regex.compile(r"(?<![\p{L}\p{M}])\p{L}*+\p{M}[\p{L}\p{M}]*+")
_ACCENTS = regex.compile(r"(?<=[\p{Latin}\p{Greek}\p{Cyrillic}\p{Arabic}\p{Hebrew}]\p{M}*)\p{Mn}++")
# Horn, hook above, dot below, or a tone on a letter with a circumflex or breve, in NFD.
_VIETNAMESE = regex.compile(
    r"[aeiouy]\p{M}*[\u0309\u0323\u031b]|[aeo][\u0302\u0306][\u0300\u0301\u0303]"
)
_VARIANTS = {
    "ı": "i",
    "ł": "l",
    "ø": "o",
    "æ": "ae",
    "œ": "oe",
    "ٱ": "ا",
    "ى": "ي",
    "ی": "ي",
    "ک": "ك",
    "ة": "ه",
    "ـ": "",  # tatweel, which only lengthens
    "\u093c": "",  # nukta, which is often left out
    "\u0901": "\u0902",  # candrabindu and anusvara are written for one another
}
_DIGIT = regex.compile(r"[\p{Nd}--[0-9]]", regex.V1)
_ARABIC_ARTICLE = regex.compile(r"^(?:[وفبك]?ال|لل)(?=\p{Arabic}{3})")


def in_plain_letters(text: str) -> str:
    """A case-folded text with its letters in one form, composed, and its digits as 0 to 9."""
    # Taken apart so that marks can be dropped alone, and put together again at the end: indexed
    # terms are in NFC.
    plain = normalise("NFD", text)
    if _MARK.search(plain):  # far cheaper than to look at each word
        plain = _WORD.sub(_without_accents, plain)
    # A replacement each, since most texts have none of these: `str.translate` looks each letter up.
    for variant, letters in _VARIANTS.items():
        plain = plain.replace(variant, letters)
    return normalise("NFC", _DIGIT.sub(_arabic_numeral, plain))


def without_article(word: str) -> str:
    """An Arabic word without 'the' before it, nor an 'and', 'in' or 'as' that is joined to that.

    The part of Larkey's light stemming (light10, 2007) that takes no letters of the word itself.
    """
    return _ARABIC_ARTICLE.sub("", word)


# What inflects nouns and adjectives, of words in plain letters; three letters stay.
_ENDING = regex.compile(
    r"(?<=\p{Cyrillic}{3})(?:[аяои]ми|ыми|іми|ові|еві|[ое]го|[ое]му|[аяиыі]х|[аяиыіое]м|[оеє]ю"
    r"|[оеиіы]и|[ое]в|ів|[ая]я|[ую]ю|[оеы]е|[аяоеєиіыуюь])$"
    r"|(?<=\p{Greek}{3})(?:ουσ|εισ|εων|ματοσ|ματα|ματων|[οηαε]σ|ου|ον|οι|ων|[αεηιου])$"
    r"|(?<=\p{Devanagari}{2})(?:ियां|ियों|ाएं|ाओं|ुओं|ुएं|ों|ें|ीं|[ाेुूीिो])$"
)


def without_ending(word: str) -> str:
    """A word without its ending, roughly, where its script shows which endings there may be.

    As the light stemmers of Dolamic and Savoy (Russian, 2009) and of Ramanathan and Rao (Hindi,
    2003).
    """
    return _ENDING.sub("", word)


def _arabic_numeral(numeral: regex.Match[str]) -> str:
    """A digit as one of 0 to 9, where Python knows it: `regex` may know a later Unicode."""
    return str(digit(numeral[0], numeral[0]))


def _without_accents(word: regex.Match[str]) -> str:
    if _VIETNAMESE.search(word[0]):
        return word[0]
    return _ACCENTS.sub("", word[0])


Form: TypeAlias = Literal["NFC", "NFD", "NFKC", "NFKD"]

MOST_MARKS = 30
"""Marks that a letter may have, as in Unicode's Stream-Safe Text Format (UAX 15, section 13)."""

_MORE = regex.compile(rf"(?<=\p{{M}}{{{MOST_MARKS}}})\p{{M}}++")


def normalise(form: Form, text: str) -> str:
    """Return a text in a normal form, with at most MOST_MARKS combining marks in a row.

    Marks are put in order by pairs of neighbours, so that half a million of them on one letter, in
    the wrong order, would take hours. No word of any language has as many as 30.
    """
    return normalize(form, text if text.isascii() else _MORE.sub("", text))

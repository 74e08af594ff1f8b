"""One form for letters that are written in several: accents, vowel marks, variants, digits.

What is done to a question is done to the passages too. Marks that tell words apart stay: those of
Thai, the vowels of Hindi, the voicing of Japanese, and in words that are plainly Vietnamese, all.
"""

from unicodedata import digit

import regex

from bot.retrieval.text.normal_forms import normalise

# Words with a mark. From their beginning only: a long one would be searched from each letter.
_WORD = regex.compile(r"(?<![\p{L}\p{M}])\p{L}*+\p{M}[\p{L}\p{M}]*+")
_MARKS = regex.compile(r"(?<=[\p{Latin}\p{Greek}\p{Cyrillic}\p{Arabic}\p{Hebrew}])\p{M}++")
_ACCENT = regex.compile(r"\p{Mn}++")
# Horn, hook above, dot below, or a tone on a letter with a circumflex or breve, in NFD.
_VIETNAMESE = regex.compile(
    r"[aeiouy]\p{M}*[\u0309\u0323\u031b]|[aeo][\u0302\u0306][\u0300\u0301\u0303]"
)
_VARIANTS = str.maketrans(
    {
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
        "ـ": None,  # tatweel, which only lengthens
        "\u093c": None,  # nukta, which is often left out
        "\u0901": "\u0902",  # candrabindu and anusvara are written for one another
    }
)
_DIGIT = regex.compile(r"[\p{Nd}--[0-9]]", regex.V1)
_ARABIC_ARTICLE = regex.compile(r"^(?:[وفبك]?ال|لل)(?=\p{Arabic}{3})")


def in_plain_letters(text: str) -> str:
    """A case-folded text with its letters in one form, composed, and its digits as 0 to 9."""
    parted = normalise("NFD", text)
    plain = _WORD.sub(_without_accents, parted).translate(_VARIANTS)
    return normalise("NFC", _DIGIT.sub(_arabic_numeral, plain))


def without_article(word: str) -> str:
    """An Arabic word without 'the' before it, nor an 'and', 'in' or 'as' that is joined to that.

    The part of Larkey's light stemming (light10, 2007) that takes no letters of the word itself.
    """
    return _ARABIC_ARTICLE.sub("", word)


def _arabic_numeral(numeral: regex.Match[str]) -> str:
    """A digit as one of 0 to 9, where Python knows it: `regex` may know a later Unicode."""
    return str(digit(numeral[0], numeral[0]))


def _without_accents(word: regex.Match[str]) -> str:
    if _VIETNAMESE.search(word[0]):
        return word[0]
    return _MARKS.sub(lambda marks: _ACCENT.sub("", marks[0]), word[0])

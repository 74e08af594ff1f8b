"""Questions about a pronoun, whose antecedent was named before (English).

'Did he resign?' and 'Who signed it?' have a word of their own, but are about a pronoun. Asked of
all articles, the word finds whatever else was signed.
"""

import regex

_AUXILIARY = (
    r"(?:am|is|are|was|were|do|does|did|has|have|had|will|would|can|could|should|must|might)"
)
_ABOUT_PRONOUN = regex.compile(
    rf"(?i)\b{_AUXILIARY}(?:n['’]t)? (?:it|he|she|they)\b"  # 'how much did it cost'
    r"|\b(?:is|are|was|were) (?:its|his|her|their)\b"  # 'who is his wife'
    # 'who signed it', 'and who will pay for it'
    rf"|^\W*(?:(?:and|but|so|then|or) )?(?:who|what|which \p{{L}}+) (?:{_AUXILIARY} )?\p{{L}}+"
    r"(?: (?:about|against|at|by|for|from|of|on|to|with))? (?:it|him|her|them)\W*$"
)
_NAMING = regex.compile(r"(?<=\S\s)(?!I\b)\p{Lu}|\p{N}|\bthe \p{L}")
_MOST = 2  # words of its own: with more, a question tells enough by itself


def is_anaphoric(clause: str, own_words: frozenset[str]) -> bool:
    """Whether a clause is about a pronoun, and says nothing that could tell whom it means.

    With a name, a number, 'the bridge' or more than two words of its own, it says enough.
    """
    if _NAMING.search(clause) or not _ABOUT_PRONOUN.search(clause):
        return False
    return len(own_words) <= _MOST

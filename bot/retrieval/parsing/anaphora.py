"""Questions about a pronoun, whose antecedent was named before.

'Did he resign?' and 'Who signed it?' have a word of their own, but are about a pronoun. Asked of
all articles, the word finds whatever else was signed.
"""

import regex

_AUXILIARY = (
    r"(?:am|is|are|was|were|do|does|did|has|have|had|will|would|can|could|should|must|might)"
)
_AND = r"^\W*(?:(?:and|but|so|then|or) )?"
_ABOUT_PRONOUN = regex.compile(
    rf"(?i)\b{_AUXILIARY}(?:n['’]t)? (?:it|he|she|they)\b"  # 'how much did it cost'
    r"|\b(?:is|are|was|were) (?:its|his|her|their)\b"  # 'who is his wife'
    # 'who signed it', 'and who will pay for it', 'what happens to them now'
    rf"|{_AND}(?:who|what|which \p{{L}}+) (?:{_AUXILIARY} )?\p{{L}}+"
    r"(?: (?:about|against|at|by|for|from|of|on|to|with))? (?:it|him|her|them)"
    r"(?: (?:now|then|today|next|again|afterwards))?\W*$"
    rf"|{_AND}(?:(?:what|how) about )?(?:its|his|her|their|him|them)\b"  # 'and her husband?'
    r"|\b(?:over |in |from |up )?there\W*$"  # 'how many people live there'
)
_ABOUT_PRONOUN_ELSEWHERE = regex.compile(
    r"(?i)\b(?:він|вон[аио]|його|її|йому|їй|їх|їм|ним|нею|ними|там|он[аио]?|его|е[её]|ему|их|им)\b"
)  # Ukrainian and Russian leave out no pronoun but the subject's
_NAMING = regex.compile(r"(?<=\S\s)(?!I\b)\p{Lu}|\p{N}|\bthe \p{L}")
_MOST = 2  # words of its own: with more, a question is clear by itself


def is_anaphoric(clause: str, own_words: frozenset[str]) -> bool:
    """Whether a clause is about a pronoun, and says nothing that could tell whom it means.

    With a name, a number, 'the bridge' or more than two words of its own, it says enough.
    """
    if len(own_words) > _MOST or _NAMING.search(clause):
        return False
    return any(one.search(clause) for one in (_ABOUT_PRONOUN, _ABOUT_PRONOUN_ELSEWHERE))

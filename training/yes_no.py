"""A question with its answer → a yes/no question that the same sentence settles.

By rule, for the forms whose words need no inflection; None for all others. The sentence settles the
question whether the value asked about is the right one ('yes') or not ('no').
"""

from random import Random

import regex

from training.near_misses import another_number

_LONGEST_ANSWER = 6  # words
_AUXILIARY = r"is|are|was|were|did|does|do|has|have|had|can|could|will|would|should|may|must"
_SUBJECT = regex.compile(r"(?i)^(?:who|what) (is|are|was|were|can|could|will|would) (.+)$")
_TIME_OR_PLACE = regex.compile(
    rf"(?i)^(?:in (?:what|which) (?:year|month|city|country|century|state)|when|where) "
    rf"({_AUXILIARY}) (.+)$"
)
_OBJECT = regex.compile(
    r"(?i)^(?:what|who|whom) (did|does|do|can|could|will|would) (?!it\b)(.*\p{Ll}(?<! do))$"
)
_AMOUNT = regex.compile(r"(?i)^how (?:many|much) (.+?) (did|does|do|are there|were there) (.+)$")
_ACTIVE = regex.compile(rf"(?i)^who (?!(?:{_AUXILIARY})\b)(\p{{Ll}}+ .+)$")
_PREPOSITION = regex.compile(r"(?i)\b(in|on|at|by|from|to|since|until|during|near|after|before) $")
_NUMBER = regex.compile(r"^\p{N}+(?:,\p{N}{3})*$")
_ARTICLE = regex.compile(r"(?i)(?:\b(?:the|a|an)) $")


def yes_no(question: str, sentence: str, span: tuple[int, int], rng: Random) -> str | None:
    """The yes/no form of a question, or None if no rule has one for it."""
    answer = sentence[span[0] : span[1]].strip(' ,.;:()"“”')
    if not answer or len(answer.split()) > _LONGEST_ANSWER:
        return None
    asked = question.strip().rstrip("?").strip()
    if _NUMBER.match(answer) and rng.random() < 0.4:
        answer = another_number(answer, rng)
    before = sentence[: span[0]]
    if found := _ARTICLE.search(before):
        answer = found.group() + answer
        before = before[: found.start()]
    made = _form(asked, answer, before)
    return f"{made[0].upper()}{made[1:]}?" if made else None


def _form(asked: str, answer: str, before: str) -> str | None:
    if found := _TIME_OR_PLACE.match(asked):
        preposition = _PREPOSITION.search(before)
        place = f"{preposition.group(1).lower()} {answer}" if preposition else f"in {answer}"
        if _PREPOSITION.match(f"{answer.split()[0]} "):
            place = answer
        return f"{found.group(1)} {found.group(2)} {place}"
    if found := _AMOUNT.match(asked):
        counted, auxiliary, rest = found.groups()
        value = answer if counted.split()[-1] in answer else f"{answer} {counted}"
        there = auxiliary.endswith("there")
        return f"{auxiliary} {value} {rest}" if there else f"{auxiliary} {rest} {value}"
    if found := _OBJECT.match(asked):
        return f"{found.group(1)} {found.group(2)} {answer}"
    if found := _SUBJECT.match(asked):
        return f"{found.group(1)} {answer} {found.group(2)}"
    if found := _ACTIVE.match(asked):
        return f"is it true that {answer} {found.group(1)}"
    return None

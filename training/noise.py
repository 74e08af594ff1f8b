"""Written questions → the same as people type them in a chat."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

import regex

_OPENINGS = (
    *("hey,", "hi", "hello!", "hey bot,", "hi all,", "ok so", "so", "um", "quick question:"),
    *("hi, quick question:", "sorry if this was asked before,", "does anyone know", "anyone know"),
    *("just wondering,", "hey everyone!", "good morning,", "can someone tell me", "btw", "yo"),
    *(
        "i was reading this and wondered:",
        "one thing i don't get:",
        "i want to know",
        "pls tell me",
    ),
)
_CLOSINGS = (
    *("thanks", "thanks!", "thank you!", "thx", "thanks in advance", "ty", "pls", "please", "lol"),
    *("cheers", "just curious", "?? thanks", "can't find it", "anyone?", "appreciate it", "haha"),
)
_CHAT: Mapping[str, str] = {
    "people": "ppl",
    "you": "u",
    "are": "r",
    "your": "ur",
    "because": "bc",
    "who is": "whos",
    "what is": "whats",
    "where is": "wheres",
    "when is": "whens",
    "how is": "hows",
    "please": "pls",
    "about": "abt",
    "before": "b4",
    "something": "smth",
    "government": "govt",
    "and": "&",
    "to": "2",
    "with": "w/",
    "without": "w/o",
    "approximately": "approx",
    "minutes": "mins",
    "years": "yrs",
}
_CHAT_WORD = regex.compile(
    r"(?i)\b(?:" + "|".join(sorted(map(regex.escape, _CHAT), key=len, reverse=True)) + r")\b"
)
_GRAMMAR = frozenset(
    (
        *("a", "an", "the", "this", "that", "these", "those", "it", "its", "their", "his", "her"),
        *("is", "are", "was", "were", "be", "been", "do", "does", "did", "has", "have", "had"),
        *("can", "could", "will", "would", "and", "or", "as", "than", "there", "into", "with"),
        *("of", "in", "on", "at", "to", "for", "by", "from", "how", "many", "much", "why"),
        *("what", "who", "whom", "whose", "when", "where", "which"),
    )
)
_ENDING = regex.compile(r"\s*[?.!]+\s*$")
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


@dataclass(frozen=True, slots=True)
class Noise:
    """How often each change is made, as a probability.

    Nothing is lower-cased: the reader's vocabulary knows no capitals.
    """

    no_mark: float = 0.3
    keywords: float = 0.08
    slip: float = 0.1
    chatter: float = 0.12
    chat_words: float = 0.06
    drop_word: float = 0.04


def as_typed(question: str, rng: Random, noise: Noise = Noise()) -> str:
    """A question with some of the changes of `noise`, drawn by `rng`; never empty."""
    text = question.strip()
    if rng.random() < noise.keywords:
        text = keywords(text)
    elif rng.random() < noise.drop_word:
        text = without_a_word(text, rng)
    if rng.random() < noise.chat_words:
        text = in_chat_words(text)
    if rng.random() < noise.slip:
        for _ in range(rng.choice((1, 1, 2))):
            text = with_a_slip(text, rng)
    if rng.random() < noise.no_mark:
        text = _ENDING.sub("", text)
    if rng.random() < noise.chatter:
        text = with_chatter(text, rng)
    return text or question


def keywords(question: str) -> str:
    """The words of a question without those of grammar, as typed into a search."""
    words = _ENDING.sub("", question).split()
    kept = [word for word in words if word.lower() not in _GRAMMAR]
    return " ".join(kept) if len(kept) > 1 else question


def in_chat_words(question: str) -> str:
    """A question with the short forms of chats, such as 'ppl' and 'whats'."""
    return _CHAT_WORD.sub(lambda found: _CHAT[found.group().lower()], question)


def with_chatter(question: str, rng: Random) -> str:
    """A question with a greeting or thanks around it."""
    place = rng.random()
    before = rng.choice(_OPENINGS) + " " if place < 0.7 else ""
    after = " " + rng.choice(_CLOSINGS) if place > 0.45 else ""
    return before + question + after


def without_a_word(question: str, rng: Random) -> str:
    """A question that lacks one of its words, if it has more than three."""
    words = question.split()
    if len(words) > 3:
        del words[rng.randrange(len(words))]
    return " ".join(words)


def with_a_slip(question: str, rng: Random) -> str:
    """A question with a slip of the finger in one of its longer words."""
    words = question.split(" ")
    long_ones = [at for at, word in enumerate(words) if len(word) > 3 and word.isalpha()]
    if not long_ones:
        return question
    at = rng.choice(long_ones)
    words[at] = _slipped(words[at], rng)
    return " ".join(words)


def _slipped(word: str, rng: Random) -> str:
    place = rng.randrange(1, len(word) - 1)
    match rng.randrange(4):
        case 0:
            return word[:place] + word[place + 1 :]
        case 1:
            return word[:place] + word[place] + word[place:]
        case 2:
            return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
        case _:
            return word[:place] + _neighbour(word[place], rng) + word[place + 1 :]


def _neighbour(letter: str, rng: Random) -> str:
    for row in _KEYS:
        at = row.find(letter.lower())
        if at >= 0:
            return rng.choice(row[max(0, at - 1) : at] + row[at + 1 : at + 2])
    return letter

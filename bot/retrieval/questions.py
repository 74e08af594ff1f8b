"""Whether a text asks anything that articles could answer."""

from itertools import islice

import regex

from bot.retrieval.analysis import stop_words, words_of

_COMMAND = regex.compile(r"\s*[/!.$][\p{L}]")
# Whole messages of these words only are courtesies, whatever their order.
_COURTESIES = frozenset(
    [
        "hi",
        "hello",
        "hey",
        "yo",
        "greetings",
        "good",
        "morning",
        "afternoon",
        "evening",
        "night",
        "day",
        "bye",
        "goodbye",
        "thanks",
        "thank",
        "thx",
        "ty",
        "cheers",
        "please",
        "sorry",
        "welcome",
        "ok",
        "okay",
        "yes",
        "no",
        "yeah",
        "nope",
        "sure",
        "great",
        "nice",
        "cool",
        "lol",
        "haha",
        "bot",
        "test",
        "testing",
        "ping",
        "help",
        "everyone",
        "all",
        "there",
        "much",
        "again",
    ]
)
_LONGEST = 400  # words; what comes after is not needed to tell


def is_question(text: str) -> bool:
    """Whether `text` is more than a greeting, thanks, a command, an emoji or a single word."""
    if _COMMAND.match(text):
        return False
    words = list(islice(words_of(text), _LONGEST))
    telling = [word for word in words if word not in stop_words() and word not in _COURTESIES]
    return len(words) > 1 and bool(telling)

"""A message → its clauses that ask: without greetings, thanks, prefaces and apologies.

'hey bot, quick question: when did they meet, thanks!!' asks 'when did they meet'. Framing is
recognised by its words alone (`framing_words.txt`, courtesies, grammar): a name, a number or any
other word ends it, so that 'In 1066, who …' stays whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain

import regex

from bot.articles.languages import question_words
from bot.retrieval.parsing.courtesies import is_courtesy
from bot.retrieval.text.analysis import stop_words
from bot.retrieval.text.question_analysis import words_of_grammar

_OTHER_LANGUAGES = ("uk", "ru")
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['’ʼ-][\p{L}\p{M}\p{N}]+)*")
_MARK = regex.compile(r"<(?:a?:\w+:|@[!&]?|#)\d+>|https?://\S+|@\w+")
_FACE = regex.compile(r"(?<=\s|^)[:;=]-?[()DPp/|](?=\s|$)|\p{Extended_Pictographic}\uFE0F?")
# Not at the full stop of 'U.S.', 'Dr.' or 'No. 5': a word of three letters and more stands before,
# or of digits or a bracket, and nothing that is no space behind it.
_SENTENCE_END = regex.compile(
    r"(?<!\b(?:Gen|Col|Sgt|Capt|Prof|Rev|Hon|Gov|Sen|Rep|Mrs|Inc|Ltd|Corp|Adm|Maj|Art|Fig|Vol)\.)"
    r"(?<=[!?？؟。！…]|\.\.|[\p{L}\p{N}]{3}\.|[)\"”»]\.)[)\"”»]*\s+|\n+"
)
_PART_END = regex.compile(r"[,;:]\s+|\s[–—-]{1,2}\s")
_ASKS = regex.compile(r"[?？؟]")
_THANK_YOU = regex.compile(r"(?i)\bthank (?:you|u)\b(?=[^\p{L}]*$)")
_Placed = Sequence[tuple[int, str]]
_EDGES = " \t\n,;:.!…-–—"
_LONGEST = 4_000  # characters in which clauses are looked for


@dataclass(frozen=True, slots=True)
class Clauses:
    """The clauses of a message that ask, and the text before the first of them.

    `sentences` are the sentences with these clauses, as they were typed.
    """

    asking: tuple[str, ...]
    sentences: tuple[str, ...]
    said_before: str = ""


def clauses_of(text: str) -> Clauses:
    """The clauses of a message that ask; if it asks nothing, its text without courtesies.

    The whole message, if it is nothing but courtesies, or too long.
    """
    whole = " ".join(text.split())
    if len(text) > _LONGEST:
        return Clauses((whole,), (whole,))
    plain = _FACE.sub(" ", _MARK.sub(" ", text))
    said = [one.strip() for one in _SENTENCE_END.split(plain) if one and one.strip()]
    cores = [_core(one) for one in said]
    # A dict keeps the order and drops a question that somebody repeats.
    asking = {core: one for one, core in zip(said, cores, strict=True) if core and _asks(one, core)}
    if not asking:
        rest = " ".join(core for core in cores if core)
        return Clauses((rest or whole,), (whole,))
    # Only what stands before the first question can tell what its 'it' means.
    first = cores.index(next(iter(asking)))
    before = " ".join(filter(None, cores[:first]))
    return Clauses(tuple(asking), tuple(asking.values()), before)


def is_framing(word: str) -> bool:
    """Whether a word, in lower case, is one that people put around a question, or begin it with."""
    return word in _around() or word in _asking()


def _core(sentence: str) -> str:
    """A sentence without the framing of its question; empty if there is nothing else."""
    parts = [one for one in _PART_END.split(sentence) if _WORD.search(one)]
    while parts and _is_around(parts[0]):
        del parts[0]
    while parts and _is_around(parts[-1]):
        del parts[-1]
    if not parts:
        return ""
    start = sentence.index(parts[0])
    core = sentence[start : sentence.rindex(parts[-1]) + len(parts[-1])]
    core = _without_closing(_without_opening(core))
    # The mark may have gone with the part behind the question: 'when was it, do you know?'.
    mark = "?" if _ASKS.search(sentence) and core and not _ASKS.search(core) else ""
    return "" if is_courtesy(core) else core.strip(_EDGES) + mark


def _without_opening(text: str) -> str:
    """Cut the text before the interrogative, or up to the object of a request."""
    words = [(match.start(), _plain(match[0])) for match in _WORD.finditer(text)]
    run = 0
    while run < len(words) and (words[run][1] in _around() or _frames(words, run)):
        run += 1
    if run < len(words) and words[run][1] in _asking():
        if told := _indirect_start(words, run):
            return _without_opening(text[words[told][0] :])
        # 'In which year …': the preposition belongs to the interrogative.
        keeps = run > 0 and words[run - 1][1] in _words("preposition")
        return text[words[run - keeps][0] :]
    framing = [at for at in range(run) if _frames(words, at)]
    if framing:
        start = _after_links(words, framing[-1] + 1)
        return text[words[start][0] :] if start < len(words) else ""
    start = 0
    while (
        start < run
        and words[start][1] not in _words("auxiliary")
        and words[start][1] in _words("around")
    ):
        start += 1
    follows_auxiliary = start < len(words) and words[start][1] in _words("auxiliary")
    return text[words[start][0] :] if start and (follows_auxiliary or start == run) else text


def _indirect_start(words: _Placed, asks: int) -> int | None:
    """The start of the question in 'what can you tell me about …' and 'who knows when …'."""
    run = asks + 1
    while run < len(words) and (words[run][1] in _around() or _frames(words, run)):
        if _frames(words, run):
            start = _after_links(words, run + 1 + (words[run][1] in _words("topical")))
            is_of_us = any(word in _words("us") for _, word in words[asks + 1 : run])
            if start < len(words) and (is_of_us or words[run + 1][1] in _asking()):
                return start
        run += 1
    return None


def _frames(words: _Placed, at: int) -> bool:
    """Whether a word introduces the question: 'know', 'anything' of 'anything about'."""
    word = words[at][1]
    follows = words[at + 1][1] if at + 1 < len(words) else ""
    return word in _words("frames") or (word in _words("topical") and follows in _words("about"))


def _after_links(words: _Placed, start: int) -> int:
    while start < len(words) and words[start][1] in _words("links"):
        start += 1
    return start


def _without_closing(text: str) -> str:
    words = list(_WORD.finditer(_THANK_YOU.sub("thanks", text)))
    end = len(words)
    while end > 1 and _plain(words[end - 1][0]) in _words("closes"):
        end -= 1
    return text if end == len(words) else text[: words[end - 1].end()]


def _is_around(part: str) -> bool:
    """Whether a part between commas is mere framing."""
    words = [_plain(match[0]) for match in _WORD.finditer(part)]
    if any(word in _asking() for word in words):
        return False
    says_so = any(word in _words("around") or word in _words("frames") for word in words)
    return (says_so and all(word in _around() for word in words)) or is_courtesy(part)


def _asks(sentence: str, core: str) -> bool:
    if _ASKS.search(sentence):
        return True
    words = [_plain(match[0]) for match in _WORD.finditer(core)][:2]
    return bool(words) and (
        words[0] in _asking()
        or words[0] in _words("auxiliary")
        or (len(words) > 1 and words[0] in _words("preposition") and words[1] in _asking())
    )


def _plain(word: str) -> str:
    if word.isascii():
        return word.casefold()
    return word.casefold().replace("’", "'").replace("'", "ʼ" if _is_cyrillic(word) else "'")


def _is_cyrillic(word: str) -> bool:
    return regex.search(r"\p{Cyrillic}", word) is not None


@cache
def _words(role: str) -> frozenset[str]:
    """The words of one role in `framing_words.txt`."""
    lines = (
        files("bot.retrieval.parsing").joinpath("framing_words.txt").read_text("utf-8").splitlines()
    )
    found = [line.partition(":")[2].split() for line in lines if line.startswith(f"{role}:")]
    return frozenset(chain.from_iterable(found))


@cache
def _asking() -> frozenset[str]:
    others = map(question_words, _OTHER_LANGUAGES)
    return _words("asks").union((f"{word}'s" for word in _words("asks")), *others)


@cache
def _around() -> frozenset[str]:
    """Words that are mere framing before an interrogative."""
    grammar = stop_words().union(*map(words_of_grammar, _OTHER_LANGUAGES))
    roles = ("frames", "around", "closes", "auxiliary")
    return grammar.union(*map(_words, roles)) - _asking()

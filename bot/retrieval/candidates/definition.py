"""Whether a sentence tells who or what something is, by the form of what stands beside its name.

'Sergei Shoigu, Russia’s Security Council secretary, …', 'Mayor Theo Lindqvist', 'its head, Marit
Vik, …', 'Homeopathy is a form of …'. English and Ukrainian.
"""

import regex

from bot.retrieval.parsing.answer_types import WHO
from bot.retrieval.question import Question
from bot.retrieval.text.analysis import stop_words, term_of, words_of

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:[’'.-]\p{L}[\p{L}\p{M}]*)*")
_BEHIND = regex.compile(
    r"(?:['’]s)?(?:,? (?:(?:also |better )?known as|(?:is|was|are|were) (?:an?|the|one of|among))\b"
    r"|,? \(\p{L}|, (?!(?:and|or|but|sa(?:id|ys)|who said|і|та|а)\b)[^,;.]{3,90}[,;.]"
    r"| [–—] (?:це )?\p{Ll})"
)
# The noun of an office or a trade, mostly by its ending.
_OFFICE = regex.compile(
    r"(?i)(?:\p{L}{2,}(?:[eo]r|ist|ian|ident|ant|man|woman|person|chief|ary|son|mate|wife|ather|other)"
    r"|head|king|queen|judge|coach|boss|pope|prince|princess|captain|general|husband|spokes\p{L}+"
    r"|Mr|Ms|Mrs|Dr|Sir|Sen|Gov|Gen|Prof|\p{L}{2,}(?:[ео]р|іст|ист|ник|ниця|тель|елька|ент|ант|ка|ач)"
    r"|голова|мер|міністр\p{L}*|суддя|посол|речни\p{L}+)\.?"
)
_LOOKED_BACK = 3  # words before a name


def defines(question: Question, text: str) -> float:
    """1 if a sentence tells who or what the X of a question is, 0.5 if it only names X, else 0.

    The noun of an office or a trade before a name tells who somebody is, not what something is.
    """
    name, is_person = question.asked.about, WHO.search(question.clause) is not None
    words = list(_WORD.finditer(text))
    wanted = frozenset(map(term_of, words_of(name)))
    terms = [frozenset(map(term_of, words_of(word[0]))) for word in words]
    if not wanted or not wanted <= frozenset[str]().union(*terms):
        return 0.0
    first = next(at for at, found in enumerate(terms) if found & wanted)
    last = first
    # To the end of the whole name, since what describes it stands behind that: 'Kim Jong Un, the
    # leader of …' for 'Who is Kim?'.
    while last + 1 < len(words) and (terms[last + 1] & wanted or _goes_on(text, words, last)):
        last += 1
    before = [words[at][0] for at in range(max(0, first - _LOOKED_BACK), first)]
    is_titled = is_person and any(_is_office(word) for word in _next_to(before))
    return 1.0 if is_titled or _BEHIND.match(text, words[last].end()) else 0.5


def _is_office(word: str) -> bool:
    return _OFFICE.fullmatch(word) is not None and word.casefold() not in stop_words()


def _goes_on(text: str, words: list[regex.Match[str]], at: int) -> bool:
    """Whether the next word is part of the same name: 'Kim' and 'Jong' of 'Kim Jong Un'."""
    between = text[words[at].end() : words[at + 1].start()]
    return between == " " and words[at][0][0].isupper() and words[at + 1][0][0].isupper()


def _next_to(before: list[str]) -> list[str]:
    """The words of a name's title: those with capitals before it, and one more."""
    kept: list[str] = []
    for word in reversed(before):
        kept.append(word)
        if word[0].islower():
            break
    return kept

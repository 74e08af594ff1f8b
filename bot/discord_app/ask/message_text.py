"""Whether a message is a question, and its text."""

import re

from bot.discord_app.ui.limits import word_end
from bot.discord_app.ui.mentions import without_mentions

_CODE_OR_ADDRESS = re.compile(r"```.*?```|`[^`]*`|https?://\S+", re.DOTALL)
_QUOTED_LINE = re.compile(r"^[^\S\n]*>.*$", re.MULTILINE)
_QUOTE_MARK = re.compile(r"^[^\S\n]*>(?:>>)?\s", re.MULTILINE)
_SENTENCE = re.compile(r"[^.!?…？؟]+[.!?…？؟]*\s*")
_FOR_OTHER_BOTS = re.compile(r"\s*[!?.,;$%&/\\+~=*^-]+\w")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_QUESTION_MARK = re.compile(r"[?？؟]")
_OPENING = re.compile(
    r"""\s*(?:(?:hi|hello|hey|so|and|but|ok|okay|well|please|also|btw|sorry|now)\b[\s,.!-]*){0,3}
    (?:
      (?:who|what|when|where|why|how|which|whom|whose)(?:['’](?:s|re|d|ll)\b
        |\s+(?:is|are|was|were|am|do|does|did|has|have|had|can|could|will|would|shall|should|may
            |might|must|said|says|won|killed|many|much|long|far|often|old|big|large|few
            |\w+\s+(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should))\b)
    | (?:is|are|was|were|does|did|has|had|can|could|will|would|should|do|have)\s+
        (?:i|you|he|she|it|we|they|there|this|that|these|those|the|any|anyone|anybody|someone)\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)


def question_from(content: str, limit: int) -> str:
    """Return the question in a message that is one as a whole, in `limit` characters.

    Code and addresses are left out. From a longer message, the first question is taken, else its
    beginning, up to the end of a sentence or at least of a word.
    """
    text = without_mentions(_CODE_OR_ADDRESS.sub(" ", _QUOTE_MARK.sub("", content)))
    if len(text) <= limit:
        return text
    sentences = list(_SENTENCE.finditer(text))
    asked = (one[0].strip() for one in sentences if _QUESTION_MARK.search(one[0]))
    for question in asked:
        if wants_answer(question) and len(question) <= limit:
            return question
    end = max((one.end() for one in sentences if one.end() <= limit), default=0)
    return text[: end if end > limit // 2 else word_end(text, limit)].strip()


def wants_answer(content: str) -> bool:
    """Whether people would read a message as a question to which they expect an answer.

    It has at least two words, and either a question mark after one of them, or an opening that asks
    ('when did …', 'is there …') and no full stop or exclamation mark at the end. Quoted lines,
    code, addresses and commands for other bots do not count. In doubt, it is no question.
    """
    own = _CODE_OR_ADDRESS.sub(" ", _QUOTED_LINE.sub(" ", content))
    if _FOR_OTHER_BOTS.match(own):
        return False
    text = without_mentions(own)
    if len(_WORD.findall(text)) < 2:
        return False
    # A word must stand before the mark: '?!' and '???' ask nothing.
    if mark := _QUESTION_MARK.search(text):
        return _WORD.search(text, 0, mark.start()) is not None
    return not text.endswith((".", "!", "…")) and _OPENING.match(text) is not None

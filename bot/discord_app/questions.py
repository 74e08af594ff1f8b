"""What a message asks: is it a question at all, and what are its words."""

import re

_MARKS = re.compile(r"<(?:@[!&]?|#|a?:\w{1,64}:|id:|t:|/[^:>]{1,100}:)[^<>\s]{0,64}>")
_CODE_OR_ADDRESS = re.compile(r"```.*?```|`[^`]*`|https?://\S+", re.DOTALL)
_QUOTED_LINE = re.compile(r"^\s*>.*$", re.MULTILINE)
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


def clean(content: str) -> str:
    """Return a message's own words: without mentions, custom emoji and line breaks."""
    return " ".join(_MARKS.sub(" ", content).split())


def is_question(content: str) -> bool:
    """Whether people would take a message for a question that wants an answer.

    It has two words or more and either a question mark behind one of them, or an opening that asks
    ('when did …', 'is there …') and no full stop or exclamation mark at the end. What it quotes,
    code, addresses and commands for other bots do not count. Rather silent than a nuisance.
    """
    own = _CODE_OR_ADDRESS.sub(" ", _QUOTED_LINE.sub(" ", content))
    if _FOR_OTHER_BOTS.match(own):
        return False
    text = clean(own)
    if len(_WORD.findall(text)) < 2:
        return False
    if mark := _QUESTION_MARK.search(text):
        return _WORD.search(text, 0, mark.start()) is not None
    return not text.endswith((".", "!", "…")) and _OPENING.match(text) is not None

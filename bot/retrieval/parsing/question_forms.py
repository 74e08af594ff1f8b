"""Patterns of questions about somebody or something, in English, Ukrainian and Russian.

Each is matched against a whole clause in any case, without its question mark; `x` is the person or
thing asked about.
"""

import regex

_THIS = r"(?:th(?:is|at|e|ese)(?: whole)?|it|ц[еяі]|цей|эт[ао]|этот)"
_TEXT = (
    r"(?:articles?|stor(?:y|ies)|news|text|piece|post|thing|document|page|report|статт[яіюи]|новин[ауи]"
    r"|текст|матеріал|стать[яиею]|новость|материал)"
)
_GIST = (
    r"(?:summar(?:y|[iy][sz]e)|sum(?: (?:it|this|that))? up|recap|tl;?dr|overview|gist"
    r"|main (?:points?|ideas?)|key (?:points?|takeaways?)|takeaways?|short version|catch me up"
    r"|brief me|підсумуй(?:те)?|стисло|коротко|перекаж(?:и|іть)|головне|кратко|перескажи|вкратце)"
)
_ABOUT = r"(?:про що|о ч[её]м)"
_SAY = (
    r"(?:sa(?:y|id)|te?ll|told|claim(?:ed)?|state|think|thought|wr[io]te|comment|announced?|argued?"
    r"|warn(?:ed)?|suggest(?:ed)?|respond(?:ed)?|repl(?:y|ied)|report(?:ed)?|explain(?:ed)?|promised?)"
)
_SAID_UK = r"(?:сказа|кажуть|каже|заяви|говорить|повідоми|написа|говорит|сообщи)\p{L}*"
# 'What is it?' asks about something said before, and 'who is coming?' about an event: neither is a
# name to define.
_NO_NAME = (
    r"(?!(?:it|s?he|they|th(?:is|at|ere|e|ese|ose)|his|her|their|its|my|y?our|to)\b|\p{L}+ing\b)"
)

NEWS = (
    r"what(?:['’]?s| is) (?:new|going on|happening|up|the (?:news|latest))(?: today| here)?",
    r"(?:(?:any|the|latest|some|today['’]?s) )?(?:news|updates?|headlines)(?: today)?",
    r"what did i miss|(?:що|что) нового|(?:які )?новини|(?:какие )?новости",
)
"""'What's new?': of no article in particular."""

OVERVIEW = (
    rf"what(?:['’]?s| is| was| are)?(?: {_THIS})?(?: {_TEXT})?(?: is)?(?: all)? about"
    rf"(?: {_THIS})?(?: {_TEXT})?",
    rf"what (?:ha[sd] )?happened(?: (?:here|today|there|(?:in|with) {_THIS}(?: {_TEXT})?))?",
    rf"what (?:does|did|do) {_THIS} {_TEXT} (?:say|tell(?: us| me)?|mean)",
    rf"(?:\w+ ){{0,5}}?{_GIST}(?: (?:of|for|please|{_THIS}|{_TEXT}|up|me|us|all|цю|эту))*",
    rf"{_ABOUT}(?: (?:тут|йдеться|ідеться|мова|речь|здесь))*(?: [ву])?(?: {_THIS})?(?: {_TEXT})?",
    r"(?:що|что) (?:сталося|трапилося|відбулося|случилось|произошло)",
)
"""'What is this about?', 'summarise': of the article that is spoken of."""

OVERVIEW_OF = (
    rf"(?:\w+ ){{0,3}}?{_GIST}(?: of| about| on| for| про)?(?: the| this)?(?: {_TEXT})?"
    rf"(?: about| on| про)? (?P<x>.+?)(?: {_TEXT})?",
    rf"what(?:['’]?s| is) (?:th[ei]s? |that )?(?P<x>.+?) {_TEXT} (?:all )?about(?:,? {_GIST})?",
    r"what(?:['’]?s| is) new in (?:the |version )?(?P<x>.+)",
    rf"{_ABOUT} {_TEXT} (?:про |о |об )?(?P<x>.+)",
)
"""'Summarise the talks': of the articles about something."""

SPEECH = (
    rf"what (?:did|does|do|has|have|had) (?P<x>.+?) (?:also |ever |just )?{_SAY}\b.*",
    r"(?:what|how) (?P<x>(?!(?:is|was|are|were)\b).+?) (?:said|says|wrote|thinks|told)\b.*",
    r"how (?:did|does|has) (?P<x>.+?) (?:react|respond|comment|explain|reply)\b.*",
    rf"(?:що|что) {_SAID_UK} (?P<x>\P{{P}}+?)(?: (?:про|щодо|об?|насчёт)\b.*)?",
)
"""'What did X say about …?'"""

DEFINITION = (
    rf"(?:who|what)(?:['’]?s| is| are| was| were) {_NO_NAME}(?P<x>[^,;:]{{2,60}})",
    rf"(?:who|what) {_NO_NAME}(?P<x>[^,;:]{{2,40}}) (?:is|are|was|were)",
    r"(?:хто|що|кто|что) так(?:ий|а|е|і|ой|ая|ое|ие) (?P<x>[^,;:]{2,60})",
)
"""'Who is X?'"""

MORE_THAN_A_NAME = regex.compile(
    r"\b(?:who|which|that|when|in|on|at|of|for|to|with|from|by|about|has|have|had|did|does|do|can"
    r"|will|would|most|\p{L}+ed|said|more|than|after|before|responsible|true|new|wrong|next)\b|['’]s\b"
)
"""What no X of 'who is X' has: 'who is responsible for …', 'who is X's son' ask for a name."""

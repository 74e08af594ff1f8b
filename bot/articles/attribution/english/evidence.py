"""Whether a verb with its subject can report at all, whatever stands beside them."""

from typing import Final

from bot.articles.attribution.english.cues import CUES, Cue, Form, verbs_of
from bot.articles.attribution.english.naming import is_document, names_somebody
from bot.articles.attribution.english.spans import FINITE, PREPOSITIONS, Span
from bot.articles.attribution.english.surroundings import has_clause, is_edge, skip_adverbials
from bot.articles.attribution.english.tokens import Tokens
from bot.articles.attribution.english.words import LEXICON

_ALWAYS: Final = verbs_of("always")
_OF_PEOPLE: Final = verbs_of("of people")
_MODALS: Final = frozenset({"can", "could", "may", "might", "must", "should"})
_RECKONING: Final = verbs_of("reckoning")
_ACTING: Final = verbs_of("aim", "wanting") | {"claim"}
_JUDGING_AS: Final = verbs_of("as")
_MEANS: Final = frozenset({"telephone", "phone", "email", "e-mail", "text", "video", "fax"})
_NOTHING_SAID: Final = LEXICON.words("nothing said")
_PASSIVES: Final = LEXICON.words("passives")
_PLURALS: Final = LEXICON.words("plurals")
_ALSO_NOUNS: Final = LEXICON.words("also nouns")
_NOUN_MODIFIERS: Final = LEXICON.words("noun modifiers")


def can_report(tokens: Tokens, verb: int, cue: Cue, subject: Span) -> bool:
    """Return whether a verb with this subject may report what the subject says or thinks."""
    after = verb + 1
    word = tokens.word(after)
    if tokens.letter(subject.last) == "'" and cue.form is Form.BASE:
        return False  # 'the mayor's call for help', not 'Moody's said'
    if cue.form is Form.PAST and word == "by" and tokens.word(after + 1) not in _MEANS:
        return False
    if word == "to" and tokens.words[verb] in _PASSIVES and tokens.letter(after + 1) not in "Ndo":
        return False  # 'the man said to have fallen', not 'said to Ann Roe'
    if word in _NOTHING_SAID and tokens.letter(after + 1) in " .,-&b" + PREPOSITIONS:
        return False
    if cue.form is Form.BASE and not _takes_bare_verb(tokens, verb, subject):
        return False
    is_behind = tokens.letter(subject.first - 1 - (tokens.letter(subject.first - 1) == ",")) == "”"
    if cue.verb in _OF_PEOPLE and not (is_behind or names_somebody(tokens, subject)):
        return False
    if _is_asked(tokens, subject, after) or _is_noun(tokens, verb, cue, subject):
        return False
    if cue.verb == "say":
        return True
    helping = tokens.words[max(subject.last + 1, verb - 3) : verb]
    if cue.verb in _ALWAYS and not _MODALS.isdisjoint(helping):
        return False  # 'before tests can confirm'
    return not (_is_object(tokens, subject) or _is_reduced_relative(tokens, subject, verb, cue))


def _is_asked(tokens: Tokens, subject: Span, after: int) -> bool:
    """Whether a clause is itself a question, a condition or an object: 'what he said stunned them'.

    What stands in the place of the object can still be a report: 'what he said was a lie'.
    """
    word = tokens.word(subject.first - 1)
    if word in {"whether", "if", "unless"}:
        return True
    return (
        word == "what"
        and tokens.word(after) != "as"
        and tokens.letter(after) not in "ed“" + PREPOSITIONS
    )


def _is_object(tokens: Tokens, subject: Span) -> bool:
    """Whether what seems a subject is an object with a participle: 'they saw a man called …'."""
    lead = subject.first - 1
    while tokens.word(lead).endswith("ly") and tokens.letter(lead) == "a":
        lead -= 1  # 'are strongly critical of claims'
    is_cleft = tokens.letter(subject.last + 1) == "r"  # 'it was Ann Roe who warned'
    return tokens.letter(lead) in "vPexg" and tokens.word(lead) not in CUES and not is_cleft


def _takes_bare_verb(tokens: Tokens, verb: int, subject: Span) -> bool:
    """Whether a verb without an ending agrees with its subject: 'analysts say', not 'a post'."""
    is_past_too = tokens.words[verb] in {"forecast", "read", "bet"}
    if "x" in tokens.letters[subject.last + 1 : verb] or is_past_too:
        return True
    kinds = tokens.letters[subject.first : subject.last + 1]
    if "p" in kinds or "&" in kinds:
        return True
    size = next(
        (at for at, kind in enumerate(kinds) if at and kind in PREPOSITIONS + "rP"), len(kinds)
    )
    word = tokens.words[subject.first + size - 1]
    return (word.endswith("s") and not word.endswith("ss")) or word in _PLURALS


def _is_noun(tokens: Tokens, verb: int, cue: Cue, subject: Span) -> bool:
    """Whether a form is a noun there: 'false claims that', not 'the ministry claims that'."""
    if cue.verb not in _ALSO_NOUNS or cue.form not in {Form.BASE, Form.THIRD}:
        return False
    if tokens.letter(verb - 1) in "prax,":
        return False
    before = tokens.words[verb - 1]
    if before in CUES and tokens.word(verb - 2) == "to":
        return True  # 'to confirm reports that'
    if is_document(tokens, subject) and is_edge(tokens, verb + 2):
        return False
    is_described = before in _NOUN_MODIFIERS or before.endswith(("ous", "ive", "al"))
    is_name = tokens.is_capitalised(verb - 1)
    if tokens.letter(verb - 1) == "'" or (is_described and (verb == 1 or not is_name)):
        return True
    is_named = is_name or tokens.letters[subject.first] == "d"
    is_plural = before.endswith("s") or before in {"people", "police"}
    if tokens.is_capitalised(verb) or not (is_named or is_plural):
        return True
    return not _is_followed(tokens, verb + 1, cue, subject)


def _is_followed(tokens: Tokens, after: int, cue: Cue, subject: Span) -> bool:
    """Whether what only a verb has follows a form that may be a noun: 'claims that', 'say it'."""
    word, kind = tokens.word(after), tokens.letter(after)
    if word == "that" and tokens.letter(after + 1) in FINITE:
        return False  # 'projects that are'
    opening = after + (kind in ",:")
    return (
        word in {"that", "whether", "how", "why", "being", "having"}
        or (cue.verb in _ACTING and word == "to" and _agrees(tokens, after - 1, cue))
        or (cue.verb in _JUDGING_AS and "as" in tokens.words[after + 1 : after + 9])
        or tokens.letter(opening) == "“"
        or (cue.verb in _RECKONING and "0" in tokens.letters[after : after + 10])
        or has_clause(tokens, after)
        or is_document(tokens, subject)
        or (
            tokens.letter(subject.first - 1) in ",”-"
            and is_edge(tokens, after)
            and kind not in PREPOSITIONS
        )
    )


def _agrees(tokens: Tokens, verb: int, cue: Cue) -> bool:
    """Whether a form agrees with what stands before it: 'he hopes', 'voters hope', not 'a hope'."""
    return cue.form is Form.THIRD or tokens.words[verb - 1].endswith("s")


def _is_reduced_relative(tokens: Tokens, subject: Span, verb: int, cue: Cue) -> bool:
    """Whether a participle only describes a noun: 'the deal announced on Monday will'."""
    is_bare = cue.form is Form.PAST and "x" not in tokens.letters[subject.last + 1 : verb]
    if not is_bare or tokens.letter(verb + 1) not in PREPOSITIONS + "Ta":
        return False
    return tokens.letter(skip_adverbials(tokens, verb + 1)) in FINITE

"""The phrases of English that patterns want: before a word, or after it, and of a kind."""

from dataclasses import dataclass, field
from typing import Final

from bot.articles.attribution.english.cues import CUES, Cue, Form, verbs_of
from bot.articles.attribution.english.evidence import can_report
from bot.articles.attribution.english.naming import head_of, is_document, names_somebody
from bot.articles.attribution.english.outlets import is_outlet
from bot.articles.attribution.english.spans import FINITE, Span
from bot.articles.attribution.english.subjects import clause_subject, subject_at, subject_of
from bot.articles.attribution.english.tokens import Tokens
from bot.articles.attribution.english.verbs import verb_group
from bot.articles.attribution.english.walks import phrase_after, phrase_before
from bot.articles.attribution.english.words import LEXICON

_NOT_CITED: Final = LEXICON.words("not cited")
_ISSUED: Final = LEXICON.words("issued")
_TELLING: Final = verbs_of("telling")
_WIDE: Final = frozenset({"wide", "cited", "somebody", "subject", "accompanying"})


@dataclass(frozen=True, slots=True)
class EnglishPhrases:
    """The phrases of one text."""

    tokens: Tokens
    _subjects: dict[int, Span | None] = field(default_factory=dict)

    def before(self, place: int, kind: str) -> Span | None:
        """Return the phrase of a kind that ends before a word, or is its subject."""
        tokens = self.tokens
        if kind == "clause":
            return clause_subject(tokens, place, is_strict=False)
        cue = CUES.get(tokens.words[place])
        if kind in {"being", "active"}:
            return _subject_of_words(tokens, place, is_being=kind == "being")
        if cue is None or kind == "plain":
            return phrase_before(tokens, place - 1)
        if cue.form is Form.GERUND and not verb_group(tokens, place).has_be:
            is_wanted = kind == "document" and tokens.letter(place - 1) in "nN"
            span = phrase_before(tokens, place - 1) if is_wanted else None
        else:
            span = self._subject(place, cue)
        if span is None:
            return None
        if kind == "sure":
            is_told = "will" not in tokens.words[max(span.last + 1, place - 3) : place]
            return span if cue.verb == "say" or is_told else None
        return span if _is_kind(tokens, span, kind) else None

    def after(self, first: int, kind: str) -> Span | None:
        """Return the phrase of a kind that begins at a word."""
        tokens = self.tokens
        if kind == "named" and not _is_named(tokens, first):
            return None
        is_subject = kind == "subject"
        span = phrase_after(tokens, first, is_wide=kind in _WIDE, is_subject=is_subject)
        if span is None:
            return None
        if kind in {"inverted", "aside"}:
            return span if _is_inverted(tokens, first - 1, span, is_aside=kind == "aside") else None
        if kind == "holder":
            return _holder(tokens, span)
        if kind == "accompanying":
            span = _before_gerund(tokens, span)
        if kind == "cited":
            if tokens.words[head_of(tokens, span)] in _NOT_CITED:
                return None
            is_own = tokens.word(first) in {"its", "their"}
            return None if is_own and not names_somebody(tokens, span) else span
        return span if _is_kind(tokens, span, kind) else None

    def _subject(self, verb: int, cue: Cue) -> Span | None:
        if verb not in self._subjects:
            span = None if self._is_no_verb(verb) else subject_of(self.tokens, verb, cue)
            is_reporting = span is not None and can_report(self.tokens, verb, cue, span)
            self._subjects[verb] = span if is_reporting else None
        return self._subjects[verb]

    def _is_no_verb(self, verb: int) -> bool:
        """Whether a form is part of a name, or has its subject behind it: ', said X,'."""
        is_aside = self.tokens.letter(verb - 1) in ",-"
        is_told = is_aside and CUES[self.tokens.words[verb]].verb in _TELLING
        return _is_in_name(self.tokens, verb) or (
            is_told and self.after(verb + 1, "aside") is not None
        )


def _subject_of_words(tokens: Tokens, place: int, *, is_being: bool) -> Span | None:
    """Return the subject of 'was quoted', 'is confident', or of 'went on', 'point out'."""
    if not is_being:
        form = Form.BASE if tokens.words[place] in {"point", "make"} else Form.PAST
        return subject_of(tokens, place, Cue("say", form))
    group = verb_group(tokens, place)
    is_whole = group.has_be and not group.is_infinitive and group.before >= 0
    return subject_at(tokens, group.before, place) if is_whole else None


def _is_named(tokens: Tokens, first: int) -> bool:
    """Whether a name, or a noun with an article that can be cited, begins at a word."""
    if first >= len(tokens.words) or tokens.word(first + 1) in _NOT_CITED:
        return False
    return tokens.letter(first) == "d" or tokens.is_capitalised(first)


def _is_kind(tokens: Tokens, span: Span, kind: str) -> bool:
    if kind in {"who", "somebody", "accompanying"}:
        return names_somebody(tokens, span)
    if kind == "document":
        return is_document(tokens, span) and tokens.word(span.first - 1) not in _ISSUED
    if kind == "outlet":
        return is_outlet(tokens, span)
    if kind == "press":
        is_named = any(map(tokens.is_capitalised, range(span.first, span.last + 1)))
        return is_named and is_outlet(tokens, span)
    return True


def _holder(tokens: Tokens, view: Span) -> Span | None:
    """Return who holds a view: 'the mayor' of 'the mayor's view'."""
    if tokens.words[view.last] not in {"view", "opinion"}:
        return None
    owned = [at for at in range(view.first, view.last) if tokens.letters[at] == "'"]
    return Span(view.first, owned[-1] - 1) if owned else None


def _before_gerund(tokens: Tokens, span: Span) -> Span:
    """Return a phrase without a verb in it that looks like a noun: 'one poster writing'."""
    for at in range(span.first + 1, span.last + 1):
        cue = CUES.get(tokens.words[at])
        if cue is not None and cue.form is Form.GERUND:
            return Span(span.first, at - 1)
    return span


def _is_in_name(tokens: Tokens, place: int) -> bool:
    """Whether a verb's form is part of a name: 'Edward Said'."""
    return (
        place > 0
        and tokens.is_capitalised(place)
        and tokens.letter(place - 1) in "nN"
        and tokens.is_capitalised(place - 1)
        and not tokens.text.isupper()
    )


def _is_inverted(tokens: Tokens, verb: int, span: Span, *, is_aside: bool) -> bool:
    """Whether a phrase after its verb is its subject: '“…,” said X', '…, says X'."""
    cue = CUES[tokens.words[verb]]
    after = tokens.letter(span.last + 1)
    if cue.form is Form.GERUND or _is_in_name(tokens, verb):
        return False
    if tokens.letters[span.last] == "p":
        return not is_aside and after in " ,."
    if after in FINITE or after == "p":
        return False
    if not is_aside:
        return after != "“"
    if not names_somebody(tokens, span) or after not in " ,.)-”":
        return False
    is_last = after in " ." and tokens.is_capitalised(span.last)
    is_sure = cue.form is not Form.PAST or cue.verb == "say" or is_last
    return is_sure or is_outlet(tokens, span)

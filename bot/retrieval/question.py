"""A message, understood once: all that retrieval asks of a question is here."""

from dataclasses import dataclass, replace
from itertools import chain
from typing import Self

import regex

from bot.retrieval.parsing.anaphora import is_anaphoric
from bot.retrieval.parsing.answer_types import AnswerType, answer_type_of
from bot.retrieval.parsing.chat_forms import in_full
from bot.retrieval.parsing.compound import parts_of
from bot.retrieval.parsing.courtesies import is_courtesy, own_words
from bot.retrieval.parsing.question_kinds import Asked, QuestionKind, kind_of
from bot.retrieval.parsing.small_talk import clauses_of
from bot.retrieval.text.analysis import Analysis, words_of
from bot.retrieval.text.question_analysis import analyse_question

_COMMAND = regex.compile(r"\s*(?:[/!.$]\p{L}|\p{L}{1,3}!\p{L}|[?;%&~^+=>-]{1,2}\p{Ll}[^?]*$)")
# What Discord writes for a mention, a channel or an emoji of the server's own; and addresses.
_NO_WORDS = regex.compile(r"<(?:a?:\w+:|@[!&]?|#)\d+>|https?://\S+")
# The first word's capital says nothing.
_NAME = regex.compile(r"(?<=\s)[\p{Lu}\p{N}]\S*|(?<!\S)\p{N}\S*")
_LONGEST = 4_000  # characters; what comes after is not needed to tell small talk
_BRIEF = 60  # characters of a greeting or a bare follow-up at most; to parse more takes longer


@dataclass(frozen=True, slots=True)
class Question:
    """What a message asks.

    `message` is all of it, `text` its sentences that ask, as they were typed; `clause` is the part
    of these that asks, without greetings and thanks. `parts` are its clauses. `analysis` and
    `content`, the words that are not grammar, are of the clause. `names` are the words of its names
    and numbers, by their capitals and digits; `own_words` say something by themselves: no courtesy,
    no 'many'. `language` is its ISO 639-1 code, None without any sign of it.

    `asked` is the kind of the clause, and whom or what it asks about; `said_before` is what the
    message says before it asks.

    `is_elliptical`: it has no words of its own ('and when?'); `is_anaphoric`: it is about a pronoun
    ('who signed it?'). `asks` is false of a greeting or a command.
    """

    message: str
    text: str
    clause: str
    parts: tuple[str, ...]
    analysis: Analysis
    content: tuple[str, ...]
    language: str | None
    own_words: frozenset[str]
    names: frozenset[str]
    answer_type: AnswerType | None
    asked: Asked
    said_before: str
    asks: bool
    is_courtesy: bool
    is_elliptical: bool
    is_anaphoric: bool

    @property
    def may_be_english(self) -> bool:
        """Whether it shows no sign of another language."""
        return self.language in ("en", None)

    @classmethod
    def parse(cls, text: str, plain: str | None = None) -> Self:
        """Understand a message; `plain` is its text with slips corrected."""
        # Short forms come first: the framing of a question is recognised by whole words ('u know' →
        # 'you know').
        clauses = clauses_of(plain or in_full(text))
        parts = tuple(chain.from_iterable(map(parts_of, clauses.asking)))
        return cls._of(text, " ".join(clauses.sentences), parts, clauses.said_before)

    def in_full(self) -> Self | None:
        """All of the message as the question, if it says more than its sentences that ask."""
        # White space alone makes no difference worth a second search.
        everything = " ".join(self.message.split())
        if everything == self.text:
            return None
        whole = self._of(self.message, self.text, (everything,), "")
        return whole if whole.own_words > self.own_words else None

    def as_heading(self) -> Self:
        """All of the message as one question that needs no more, as the heading of a text does."""
        whole = self._of(self.message, self.text, (" ".join(self.message.split()),), "")
        return replace(whole, asks=True, is_elliptical=False, is_anaphoric=False)

    def alone(self) -> tuple[Self, ...]:
        """Each of several clauses as a question of its own."""
        parts = self.parts if len(self.parts) > 1 else ()
        return tuple(map(self.reworded, parts))

    def reworded(self, clause: str) -> Self:
        """The same question in other words: names in full, slips put right."""
        if clause == self.clause:
            return self
        return self._of(self.message, self.text, (clause,), self.said_before)

    @classmethod
    def _of(cls, message: str, text: str, parts: tuple[str, ...], said_before: str) -> Self:
        said = _NO_WORDS.sub(" ", message[:_LONGEST])
        clause = " ".join(parts)
        analysed = analyse_question(clause)
        # Judged by the whole message: 'Thanks!' is no question, although a clause is left of it.
        own = own_words(analysed.content)
        courtesy = is_courtesy(said)
        asked = kind_of(clause)
        # "What's new?" has no words of its own either, but needs no answer before it.
        asks_gist = asked.kind in (QuestionKind.OVERVIEW, QuestionKind.NEWS)
        elliptical = not own and not courtesy and not asks_gist
        return cls(
            message=message,
            text=text,
            clause=clause,
            parts=parts,
            analysis=analysed.analysis,
            content=analysed.content,
            language=analysed.language,
            own_words=own,
            names=frozenset(word for match in _NAME.findall(clause) for word in words_of(match)),
            answer_type=answer_type_of(clause, analysed.language),
            asked=asked,
            said_before=said_before,
            asks=not courtesy
            and not elliptical
            and bool(words_of(said))
            and not _COMMAND.match(message),
            is_courtesy=courtesy,
            is_elliptical=elliptical,
            is_anaphoric=not asks_gist and is_anaphoric(clause, own),
        )

    @property
    def needs_context(self) -> bool:
        """Whether only the previous answer shows what it is about."""
        return self.is_elliptical or self.is_anaphoric


def names_a_topic(text: str) -> bool:
    """Whether a question says by itself what it is about: no greeting, and no 'and when?'."""
    if len(text) > _BRIEF:
        return True
    asked = Question.parse(text)
    return not (asked.is_courtesy or asked.needs_context)

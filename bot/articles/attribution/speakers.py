"""Who said each passage of an article: one pass that carries speakers over sentence borders.

A sentence that names its source keeps it. Else its speaker is that of the turn it is part of; of
the quotation that it is part of; or whom its pronoun stands for. What is found outside the
sentence is marked as inferred; what is not certain is left to the neighbouring sentence.
"""

import re
from collections.abc import Iterator, Sequence

from bot.articles.attribution.addresses import is_address
from bot.articles.attribution.grammar import Grammar
from bot.articles.attribution.grammars import grammar_of
from bot.articles.attribution.layouts import Turns, turns_of
from bot.articles.attribution.model import Attribution
from bot.articles.attribution.quotations import marks
from bot.articles.attribution.sentences import Sentence, SourceFinder, sentences_of
from bot.articles.attribution.signatures import signature_of
from bot.articles.languages import language_of
from bot.articles.model import Article, Passage

_FURTHEST = 4
"""Sentences that are looked back over for the person whom a pronoun stands for."""
_NOBODY = Attribution()
_DASH = re.compile(r"[—–―-]\s")
_CYRILLIC = re.compile("[а-яіїєґ]")
_NAME_WITHIN = re.compile(r"(?<=[^.!?] )[A-ZА-ЯЄІЇҐ][^\W\d_]")
"""A name that a sentence holds, which a pronoun after it may stand for."""


def attribute_passages(
    passages: Sequence[Passage],
    turns: Turns | None = None,
    language: str | None = None,
    find: SourceFinder | None = None,
) -> Iterator[Attribution]:
    """Yield whom each passage of one article names as its source; linear in their length.

    `turns` are the labelled speakers of the article's parts, as `turns_of` gives them.
    `find` may be a cached `find_sources`.
    """
    grammar = grammar_of(language)
    sentences = sentences_of(passages, find or grammar.sources_of)
    found: list[Attribution] = []
    for place, sentence in enumerate(sentences):
        turn = turns.speaker_of(sentence.passage) if turns else None
        if turn is not None:
            found.append(Attribution((turn,), inferred=turn not in sentence.text))
        else:
            found.append(_attribute(sentences, place, found, grammar))
        yield found[-1]


def speakers_of(passages: Sequence[Passage]) -> tuple[Attribution, ...]:
    """Return whom each passage of one article names as its source.

    `passages` are all of the article's, in order. About 0.1 ms a passage: compute it once an
    article. What stands in labels is read from the article's paragraphs.
    """
    if not passages:
        return ()
    article = passages[0].article
    return tuple(attribute_passages(passages, turns_of(article), language_in(article)))


def language_in(article: Article) -> str:
    """Return the language that an article is in, as far as it matters to its speakers.

    That is what it says, or for Cyrillic what its text shows; else it is read as English.
    """
    sample = "\n".join(article.paragraphs[:20])[:2_000]
    is_cyrillic = not sample.isascii() and _CYRILLIC.search(sample) is not None
    return article.language or (language_of(sample) if is_cyrillic else None) or "en"


def _attribute(
    sentences: list[Sentence], place: int, found: list[Attribution], grammar: Grammar
) -> Attribution:
    sentence = sentences[place]
    own = _own(sentence, grammar)
    if own.said_by:
        return own
    if sentence.speakers:  # a pronoun
        inferred = _antecedent(sentences, place, found, grammar)
        other = _beside(sentences, place, -1)
    elif own.via:
        return own
    elif (spoken := _in_dialogue(sentences, place, grammar)) is not None:
        return spoken
    elif sentence.is_quoted or sentence.goes_on:
        inferred = _quoted(sentences, place, found, grammar)
        other = _beside(sentences, place, 1 if sentence.goes_on and not sentence.begun else -1)
    else:
        return _NOBODY
    if inferred is None:
        return Attribution((), own.via, neighbour=other)
    return Attribution(inferred.said_by, own.via or inferred.via, inferred=True)


def _quoted(
    sentences: list[Sentence], place: int, found: list[Attribution], grammar: Grammar
) -> Attribution | None:
    """Return whose a quotation is: who is named where it begins, where it ends, or before it."""
    first = place
    while sentences[first].begun and first and place - first < 60:
        first -= 1
    last = place
    while sentences[last].goes_on and last + 1 < len(sentences) and last - place < 60:
        last += 1
    if first < place and (known := _certain(found[first], grammar)):
        return known
    if last > place and (known := _certain(_own(sentences[last], grammar), grammar)):
        return known
    following = sentences[last + 1] if last + 1 < len(sentences) else None
    if following and signature_of(following.text):
        return _certain(_own(following, grammar), grammar)
    if not sentences[first].is_quoted or not first:
        return None
    return _certain(found[first - 1], grammar) or _announced(sentences[first - 1], grammar)


def _in_dialogue(sentences: list[Sentence], place: int, grammar: Grammar) -> Attribution | None:
    """Return whose turn a sentence is of, in a paragraph that a dash begins: '— Yes, — said X.'.

    After the author's words the turn goes on where another dash takes it up.
    """
    passage = sentences[place].passage
    if not _DASH.match(passage.article.paragraphs[passage.paragraph - 1]):
        return None
    for step in (-1, 1):
        other = place + step
        is_taken_up = step == 1 or _DASH.match(passage.text) is not None
        while 0 <= other < len(sentences) and is_taken_up:
            if sentences[other].passage.paragraph != passage.paragraph:
                break
            if known := _certain(_own(sentences[other], grammar), grammar):
                return Attribution(known.said_by, known.via, inferred=True)
            other += step
    return None


def _announced(before: Sentence, grammar: Grammar) -> Attribution | None:
    """Return whose statement a sentence announces: 'The mayor issued a statement.'."""
    name = grammar.announcer(before.text)
    return Attribution((name,)) if name and not is_address(name) else None


def _antecedent(
    sentences: list[Sentence], place: int, found: list[Attribution], grammar: Grammar
) -> Attribution | None:
    """Return whom a pronoun stands for, if the sentences before leave no doubt of it."""
    sentence = sentences[place]
    source = next(s for s in sentence.sources if s.name.lower() in grammar.pronouns)
    pronoun = source.name.lower()
    goes_on = grammar.goes_on(sentence.text, source.start, source.end)
    if _names_before(sentence, source.start) and not goes_on:
        return None
    for other in range(place - 1, max(place - 1 - _FURTHEST, -1), -1):
        before = sentences[other]
        if sentence.passage.paragraph - before.passage.paragraph > 1:
            return None
        known = _certain(found[other], grammar)
        if known is not None:
            name = (known.said_by or known.via)[0]
            if not grammar.can_stand_for(pronoun, name):
                return None
            # Of 'Mr. Roe said his mother told him', a pronoun may also stand for Mr. Roe.
            rest = before.text.partition(name)[2]
            behind = [carrier for carrier in known.via if carrier in rest]
            is_doubtful = grammar.names_others(before.text, pronoun, (*known.said_by, *behind))
            return None if is_doubtful and not goes_on else known
        if found[other].said_by or _has_other_pronoun(before, pronoun, grammar):
            return None
        if (subject := grammar.subject(before.text)) is not None:
            agrees = grammar.can_stand_for(pronoun, subject)
            is_doubtful = grammar.names_others(before.text, pronoun, (subject,))
            is_name = agrees and not is_doubtful and not is_address(subject)
            return Attribution((subject,)) if is_name else None
        if grammar.names_others(before.text, pronoun, ()):
            return None
    return None


def _names_before(sentence: Sentence, end: int) -> bool:
    """Whether a sentence holds a name before a place, outside its quotations.

    Nobody names himself within his own words: '"They train in Milton," he said.'.
    """
    text, is_quoted, start = sentence.text, sentence.begun, 0
    for place, is_opening in (*marks(text, 0, end), (end, True)):
        if not is_quoted and _NAME_WITHIN.search(text, start, place):
            return True
        is_quoted, start = is_opening, place
    return False


def _has_other_pronoun(sentence: Sentence, pronoun: str, grammar: Grammar) -> bool:
    named = {source.name.lower() for source in sentence.sources}
    return bool((named & grammar.pronouns) - {pronoun})


def _own(sentence: Sentence, grammar: Grammar) -> Attribution:
    """Return whom a sentence itself names, without pronouns."""
    names = tuple(name for name in sentence.speakers if name.lower() not in grammar.pronouns)
    return Attribution(names, sentence.outlets)


def _certain(attribution: Attribution, grammar: Grammar) -> Attribution | None:
    """Return an attribution that names one speaker, or an outlet alone; else None.

    A document beside a speaker does not count: 'Roe said the study shows'.
    """
    said_by = attribution.said_by
    if len(said_by) > 1:
        said_by = tuple(name for name in said_by if not _is_document(name, grammar))
    names = len(said_by) or len(attribution.via)
    return Attribution(said_by, attribution.via) if names == 1 else None


def _is_document(name: str, grammar: Grammar) -> bool:
    return name.rpartition(" ")[2].lower() in grammar.documents


def _beside(sentences: list[Sentence], place: int, step: int) -> Passage | None:
    other = place + step
    return sentences[other].passage if 0 <= other < len(sentences) else None

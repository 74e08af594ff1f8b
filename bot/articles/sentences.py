"""Splitting paragraphs into sentences, as places in the paragraph.

sentencex proposes the ends of sentences; what it is given has the same length as the paragraph,
with quotation marks and brackets blanked, because it runs on past a full stop inside closing
quotes, and takes minutes for a paragraph of quotation marks. Which of the proposed ends stand is
decided here, by what surrounds them.
"""

import re
from collections.abc import Iterator
from heapq import merge

import sentencex

from bot.articles.abbreviations import is_abbreviation
from bot.articles.enclosures import enclosed_spans
from bot.articles.languages import language_of
from bot.articles.model import Article, Layout, Passage
from bot.articles.thai import clause_ends
from bot.documents.model import Kind

# A reference mark, as in 'in 2010.[5] The', and an apostrophe that is a quotation mark.
_MARK = r"\[(?:\d{1,3}|[a-z]|(?:note|nb|n)[ .]?\d{1,3}|[a-z]+ needed|by whom\?|when\?|who\?)\]"
_MARK += r"(?::\d{1,4}(?:[–-]\d{1,4})?)?"  # its page: '[5]:12'
_BLANKED = re.compile(rf"{_MARK}|(?<!\w)'|'(?!\w)")
_RARE = re.compile(r"[^\S ]|[\ud800-\udfff]")
_STAND_INS = str.maketrans(
    {**dict.fromkeys('"“”„‟«»‹›‘’‚‛`()[]{}<>（）「」『』《》〈〉【】', " "), "@": "a", "…": "."}
)

# What belongs to a sentence though it stands after its full stop.
_CLOSING = re.compile(
    rf"(?:[ \u00a0\u2009\u200a]?{_MARK}"
    r"|[.!?…。！？।؟]|[”’»›)\]}）」』》〉】]|[\"'“«](?!\w))*"
    r"(?:[ \u00a0\u202f]»(?!\w))?"
)
# 'in May.The mayor', but not the name in a program that 'React.Component' is.
_GLUED = re.compile(
    r"[^\W\d_A-Z](?:[!?…]+[A-Z][a-z]"
    r"|\.+(?:The|An?|He|She|It|They|We|I|You|In|On|At|But|And|So|If|As|For|To|This|That|These|There"
    r"|Then|When|While|After|Before|With|From|By|His|Her|Its|Their|Our|My|What|How|Why|No|However"
    r"|Some|Many|Most|One|Another|Also)\b)"
)
_NAMED_SPEAKER = re.compile(
    r"(?:(?!(?:The|An?|He|She|It|They|We|I|In|On|At|But|And|That|This)\b)[A-Z][\w.’'-]*\s+){1,5}"
    r"(?:said|says|asked|asks|added|adds|wrote|writes|told|tells|shouted|replied|tweeted|posted)\b"
)
_ENUMERATOR = re.compile(r"\(?(?:\d{1,3}|[A-Za-z])[.)]")
_WORD = re.compile(r"[^\W_]")
_WORDS = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_BRACKETS = "([（【"
_LAST_PART = re.compile(r"[^.!?]+[.!?…]+$")
_FIRST_PART = re.compile(r"[^.!?]+")
_SAYING = 4
"""Words that a quoted sentence must have to be one by itself."""

# Where sentencex may see an abbreviation, but the capital after it tells: 'fruit, etc. Prices',
# '-3.5 C. Schools', 'whether "yes" or "no". Voters'.
_KNOWN_END = re.compile(r"(?:\betc\.|\d ?°?[CF]\.|[)\]”\"]\.)(?=\s+[“\"(]?[A-Z])")

# Full stops that need no space after them; sentencex sees none of them before a digit.
_UNSPACED_STOP = re.compile(r"[。！？｡।॥]+")
_QUOTED_ON = re.compile(r"(?<=[」』])[ぁ-ゖ]")  # 「行く。」と言った: the sentence goes on

_FALLBACK_LANGUAGE = "en"
_NEIGHBOURS = {"vi": "es"}  # for languages that sentencex knows nothing of, if English misleads

_SPACELESS = re.compile(r"\S{1000}")

LONGEST_PART = 600
"""Characters of an item of a list; a longer one is split into its sentences."""

_LOOK_AHEAD = 40
"""Characters in which the next sentence's first word must begin."""


def split_sentences(paragraph: str, language: str | None = None) -> tuple[tuple[int, int], ...]:
    """Find the sentences of a paragraph, as (start, end) in characters, in order.

    The spans do not overlap, are not empty, neither begin nor end with white space, and only white
    space lies outside them; there are none in a text without a letter or digit. `language` is a
    language tag ('de', 'pt-BR') and tells which abbreviations to expect; full stops of every script
    are known without it. Never raises; the time is linear in the length.
    """
    if _WORD.search(paragraph) is None:
        return ()
    spans: list[tuple[int, int]] = []
    start = searched = _skip_space(paragraph, 0)
    for end in _ends(paragraph, language):
        has_word = _WORD.search(paragraph, searched, end)
        searched = end
        if not has_word or _ENUMERATOR.fullmatch(paragraph, start, end):
            continue
        spans.append((start, end))
        start = searched = _skip_space(paragraph, end)
    end = len(paragraph.rstrip())
    if start < end:
        if spans and _WORD.search(paragraph, start, end) is None:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return tuple(spans)


def passages_of(article: Article) -> tuple[Passage, ...]:
    """Return the article's sentences in their order, split as its language wants it.

    If the article does not state its language, that is found from its text. Of lists, tables and
    code the passages are their parts; a long item of a list is split into its sentences.
    """
    language = article.language or language_of("\n".join(article.paragraphs))
    return tuple(
        Passage(article, paragraph, sentence, start, end)
        for paragraph, text in enumerate(article.paragraphs, 1)
        for sentence, (start, end) in enumerate(
            _spans(text, article.layout_of(paragraph), language), 1
        )
    )


def _spans(text: str, layout: Layout, language: str | None) -> Iterator[tuple[int, int]]:
    if layout.parts is None:
        yield from _sentences_between(text, layout.lead, len(text), language)
        return
    for start, end in layout.parts:
        if layout.kind is Kind.LIST and end - start > LONGEST_PART:
            yield from _sentences_between(text, start, end, language)
        else:
            yield start, end


def _sentences_between(
    text: str, first: int, last: int, language: str | None
) -> Iterator[tuple[int, int]]:
    is_whole = first == 0 and last == len(text)
    for start, end in split_sentences(text if is_whole else text[first:last], language):
        yield start + first, end + first


def _ends(paragraph: str, language: str | None) -> Iterator[int]:
    """Yield where a sentence ends and another one begins, in rising order."""
    language = _base_language(language)
    blanked = _blank(paragraph)
    enclosed = enclosed_spans(paragraph)
    inside = next(enclosed, None)
    last = 0
    for stop in _proposed(paragraph, blanked, language):
        while stop > last and blanked[stop - 1].isspace():
            stop -= 1
        if stop <= last:
            continue
        closed = _CLOSING.match(paragraph, stop)
        last = end = closed.end() if closed else stop
        while inside is not None and inside[1] <= end:
            inside = next(enclosed, None)
        if inside is not None and inside[0] < end and not _divides(paragraph, inside, end):
            continue
        if _is_end(paragraph, stop, end) and not is_abbreviation(paragraph, stop, language):
            yield end


def _proposed(paragraph: str, blanked: str, language: str) -> Iterator[int]:
    """Yield where sentences may end, white space included or not, in rising order."""
    boundaries = sentencex.get_sentence_boundaries(_NEIGHBOURS.get(language, language), blanked)
    stops = (boundary["end_index"] for boundary in boundaries)
    if language == "th":  # a full stop in Thai is that of an abbreviation
        stops = (stop for stop in stops if not _is_after_full_stop(blanked, stop))
        return merge(stops, clause_ends(paragraph))
    known = _KNOWN_END.finditer(paragraph if language == "en" else "")
    unspaced = _UNSPACED_STOP.finditer(blanked)
    return merge(stops, (match.end() for match in unspaced), (match.end() for match in known))


def _is_end(paragraph: str, stop: int, end: int) -> bool:
    """Whether a sentence ends at `end`; its full stop is before `stop`, closing marks between."""
    following = _skip_space(paragraph, end)
    if following == len(paragraph):
        return False
    word = _WORD.search(paragraph, following, following + _LOOK_AHEAD)
    if word is None or word[0].islower() or _QUOTED_ON.match(paragraph, end):
        return False
    if following == end and paragraph[stop - 1] in ".!?…":
        return _GLUED.search(paragraph, max(0, stop - 3), end + 10) is not None
    is_question_quoted = end > stop and paragraph[stop - 1] in "?!"
    return not (is_question_quoted and _NAMED_SPEAKER.match(paragraph, following))


def _divides(paragraph: str, quotation: tuple[int, int], end: int) -> bool:
    """Whether a sentence ends inside a quotation of several, each of which says something."""
    start, close = quotation
    if paragraph[start] in _BRACKETS:
        return False
    before = _LAST_PART.search(paragraph, start, end)
    after = _FIRST_PART.match(paragraph, end, close)
    parts = (before[0] if before else "", after[0] if after else "")
    return all(len(_WORDS.findall(part)) >= _SAYING for part in parts)


def _base_language(tag: str | None) -> str:
    """Return the language of a tag; sentencex falls back by itself if it knows none."""
    return tag.split("-")[0].lower() if tag and tag.isascii() else _FALLBACK_LANGUAGE


def _blank(paragraph: str) -> str:
    """Return what sentencex is given: as long, without marks that mislead it."""
    blanked = _BLANKED.sub(lambda match: " " * len(match[0]), paragraph)
    blanked = _RARE.sub(" ", blanked.translate(_STAND_INS))
    return _SPACELESS.sub(_with_a_space, blanked)


def _with_a_space(run: re.Match[str]) -> str:
    """Put a space in the place of the last letter: sentencex looks back for one from each stop."""
    text = run[0]
    last = next((at for at in reversed(range(len(text))) if text[at].isalnum()), len(text) - 1)
    return f"{text[:last]} {text[last + 1 :]}"


def _is_after_full_stop(text: str, at: int) -> bool:
    while at and text[at - 1].isspace():
        at -= 1
    return at > 0 and text[at - 1] == "."


def _skip_space(text: str, start: int) -> int:
    while start < len(text) and text[start].isspace():
        start += 1
    return start

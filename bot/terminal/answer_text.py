"""Answers for people: each sentence, word for word, with its source below it."""

from collections.abc import Iterable, Iterator

from bot.articles.model import Article, Passage, RelatedStory
from bot.common.wording import inside_sentence, write_count, write_day
from bot.retrieval.model import Answer, Attribution, Outcome, Quote
from bot.terminal.style import Style, make_visible, wrap

NO_ANSWER = "No loaded article answers that."
LEFT_OPEN = "I need a bit more to go on. Please ask a full question."
NEAREST = "No sentence says that. Nearest in the articles:"
READ_AS = "Spelling corrected: {words}."
DID_YOU_MEAN = "Did you mean {words}?"
NOT_ANSWERED = "No sentence answers {questions}."
NO_MORE = "There are no more passages."
NEAREST_HEADLINES = "Related headlines:"


def render_answer(answer: Answer, style: Style, *, more: str = "") -> str:
    """Render an answer: its sentences with their sources, the nearest, or that there is none.

    `more` says how to see the passages that are not shown at once; without it, all are shown.
    """
    notes = [make_paragraph(note, style) for note in _notes(answer)]
    if answer.outcome is Outcome.ANSWER:
        quotes = answer.visible if more else answer.quotes[: answer.shown]
        parts = [*notes, *(_render_quote(quote, style) for quote in quotes)]
        if rest := answer.shown - len(quotes):
            parts.append(style.dim(f"{write_count(rest, 'more passage')}: {more}"))
        return "\n\n".join(parts)
    if answer.outcome is Outcome.NEAREST:
        nearest = [make_paragraph(NEAREST, style)]
        quotes = answer.quotes[: answer.shown]
        return "\n\n".join([*notes, *nearest, *(_render_quote(one, style) for one in quotes)])
    if answer.needs_context or not answer.asks:
        return make_paragraph(LEFT_OPEN, style)
    text = "\n".join([*notes, make_paragraph(NO_ANSWER, style)])
    if answer.related:
        stories = "\n".join(render_story(story, style) for story in answer.related)
        text += f"\n{make_paragraph(NEAREST_HEADLINES, style)}\n{stories}"
    return text


def render_more(answer: Answer, style: Style) -> str:
    """Render the passages of an answer that were not shown at once."""
    rest = answer.quotes[answer.at_once : answer.shown] if answer.answered else ()
    quotes = [_render_quote(quote, style) for quote in rest]
    return "\n\n".join(quotes) or make_paragraph(NO_MORE, style)


def _notes(answer: Answer) -> Iterator[str]:
    """Name the corrected words, a possible correction, and the questions without an answer."""
    if answer.corrected:
        yield READ_AS.format(words=_in_marks(answer.corrected))
    if answer.correction:
        yield DID_YOU_MEAN.format(words=_in_marks(answer.correction.words))
    if answer.left_open:
        yield NOT_ANSWERED.format(questions=_in_marks(answer.left_open))


def _in_marks(words: Iterable[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)


def render_story(story: RelatedStory, style: Style, indent: str = "") -> str:
    """Render a related story as an item of a list."""
    parts = [story.headline, *filter(None, (story.publisher, story.url))]
    return make_paragraph(" · ".join(parts), style, first=f"{indent}- ", rest=f"{indent}  ")


def name_article(article: Article) -> str:
    """Name an article by its title, publisher and date, if known."""
    return " · ".join(_article_parts(article))


def make_paragraph(text: str, style: Style, first: str = "", rest: str = "") -> str:
    """Wrap a text, with `first` before its first line and `rest`, as wide, before the others."""
    text = make_visible(text)
    width = None if style.width is None else max(1, style.width - len(first))
    lines = [text[start:end] for start, end in wrap(text, width)]
    return first + f"\n{rest}".join(lines)


def _render_quote(quote: Quote, style: Style) -> str:
    written = quote.passage.text
    # Each character becomes one other, so that the highlight still fits.
    text = make_visible(written)
    spans = (span for line in _lines(written) for span in _wrapped(text, line, style))
    lines = [make_paragraph(before.text, style) for before in quote.before]
    lines += [_embolden(text, span, quote.highlight, style) for span in spans]
    below = make_paragraph(" · ".join(_source_parts(quote)), style, first="— ", rest="  ")
    neighbour = quote.attribution.neighbour
    # The sentence that names the speaker is shown, so that people can check a name found nearby.
    if neighbour is not None and neighbour not in quote.before:
        label = name_neighbour(neighbour, quote.passage)
        told = f"{label}: “{neighbour.text}”"
        below += "\n" + make_paragraph(told, style, first="  ", rest="  ")
    return "\n".join([*lines, *(style.dim(line) for line in below.split("\n"))])


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """The lines of a text; the items of a list and the lines of code are not joined."""
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _wrapped(text: str, line: tuple[int, int], style: Style) -> Iterator[tuple[int, int]]:
    first, last = line
    for start, end in wrap(text[first:last], style.width):
        yield first + start, first + end


def _embolden(
    text: str, line: tuple[int, int], highlight: tuple[int, int] | None, style: Style
) -> str:
    """Return one line of a text, with its part of the highlight in bold."""
    if highlight is None:
        return text[slice(*line)]
    start, end = line
    from_ = min(max(highlight[0], start), end)
    to = min(max(highlight[1], from_), end)
    return text[start:from_] + style.bold(text[from_:to]) + text[to:end]


def _source_parts(quote: Quote) -> Iterator[str]:
    passage = quote.passage
    parts = list(_article_parts(passage.article))
    yield from parts[1:] if passage.repeats_title else parts
    if passage.section:
        yield " › ".join(passage.section)
    if passage.page is not None:
        yield f"page {passage.page}"
    yield f"paragraph {passage.paragraph}"
    if sources := write_sources(quote.attribution):
        yield sources


def _article_parts(article: Article) -> Iterator[str]:
    yield article.title
    if article.publisher:
        yield article.publisher
    if article.published:
        yield write_day(article.published)


def write_sources(attribution: Attribution) -> str:
    """Write the sources that a passage names: 'said by KCNA, via AP'; empty if there are none."""
    parts: list[str] = []
    if attribution.said_by:
        where = " (named nearby)" if attribution.inferred else ""
        names = ", ".join(map(inside_sentence, attribution.said_by))
        parts.append(f"said by {names}{where}")
    parts.extend(f"via {inside_sentence(outlet)}" for outlet in attribution.via)
    return ", ".join(parts)


def name_neighbour(neighbour: Passage, passage: Passage) -> str:
    """Name a neighbouring sentence by its position: 'The sentence before'."""
    return f"The sentence {'before' if neighbour.precedes(passage) else 'after'}"

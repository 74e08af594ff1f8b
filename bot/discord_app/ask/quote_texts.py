"""Renders quotes: each sentence as a block quote, and below it its place in small print."""

from collections.abc import Iterator, Sequence

from bot.articles.model import Article
from bot.discord_app.locales import Language
from bot.discord_app.ui import markdown
from bot.discord_app.ui.lines import SMALL, attribution_line, neighbour_line
from bot.retrieval.model import Quote

_LONGEST_QUOTE = 1_500
_LONGEST_BEFORE = 400
_SHORTEST_QUOTE = 200  # with less room than this, a sentence is left out


def quote_texts(quotes: Sequence[Quote], room: int, language: Language) -> Iterator[str]:
    """Yield the text of each quote, in at most `room` characters; the last line counts the rest."""
    left_out = SMALL + language.say("answer.left_out")
    # Reserved from the start, since which quote is the last to fit is known only when the next does
    # not.
    room -= len(left_out)
    shown = {quote.passage for quote in quotes}
    latest: Article | None = None
    for quote in by_article(quotes):
        article = quote.passage.article
        neighbour = quote.attribution.neighbour
        has_neighbour = neighbour in shown or neighbour in quote.before
        beside = None if has_neighbour else neighbour_line(quote, language)
        line = attribution_line(quote, language, names_article=article is not latest)
        text = _quote_text(quote, line, beside, room, language)
        if text is None:
            yield left_out
            return
        yield text
        latest = article
        room -= len(text)


def by_article(quotes: Sequence[Quote]) -> list[Quote]:
    """Group the quotes by article, and otherwise keep their order."""
    # So that an article is named once and its other quotes say 'same article'.
    articles = list(dict.fromkeys(quote.passage.article.name for quote in quotes))
    return sorted(quotes, key=lambda quote: articles.index(quote.passage.article.name))


def _quote_text(
    quote: Quote, line: str, beside: str | None, room: int, language: Language
) -> str | None:
    """Render a sentence, with those before it that its pronoun needs; None without room for it."""
    above = "".join(
        f"{markdown.quote(before.text, _LONGEST_BEFORE).markdown}\n" for before in quote.before
    )
    below = f"\n{SMALL}{line}"
    after = f"\n{SMALL}{beside}" if beside else ""
    cut = f" · {language.say('answer.cut')}"
    most = min(_LONGEST_QUOTE, room - len(above) - len(below) - len(cut) - len(after))
    if most < _SHORTEST_QUOTE:
        return None
    shown = markdown.quote(quote.passage.text, most, bold=quote.bold)
    return above + shown.markdown + below + (cut if shown.is_cut else "") + after

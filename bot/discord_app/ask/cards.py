"""Renders an answer: each sentence first, below it where it stands, then what more there is."""

from collections.abc import Iterator, Sequence

import discord

from bot.articles.model import Article
from bot.discord_app.ask.ask_button import AskButton
from bot.discord_app.ask.desk import Answered
from bot.discord_app.ask.share_button import ShareButton
from bot.discord_app.ask.vote_buttons import VoteButton
from bot.discord_app.locales import Language
from bot.discord_app.sources.citations import name_of, stop_at
from bot.discord_app.sources.list_buttons import RelatedButton, line_items
from bot.discord_app.sources.listings import Line
from bot.discord_app.sources.read_button import ReadButton
from bot.discord_app.ui import markdown
from bot.discord_app.ui.cards import Item, Row, Text, make_card
from bot.discord_app.ui.colours import ANSWERED, UNANSWERED
from bot.discord_app.ui.emoji import CORRECTION, EVERYWHERE
from bot.discord_app.ui.limits import MESSAGE_TEXTS_TOTAL
from bot.discord_app.ui.lines import SMALL, attribution_line, neighbour_line, story_line
from bot.retrieval.anaphora import leaves_open
from bot.retrieval.highlight import Span, matching
from bot.retrieval.model import Answer, Quote
from bot.retrieval.suggesting import Correction

_QUESTION = 256
_LONGEST_QUOTE = 1_500
_SHORTEST_QUOTE = 200  # with less room than this, a sentence is left out


def answer_card(
    answered: Answered, language: Language, *, show_question: bool, sharer: int | None = None
) -> discord.ui.LayoutView:
    """Lay out an answer; with the question only where it is not above it anyway.

    A private answer can be shared by the one whom `sharer` names by Discord's id.
    """
    answer = answered.answer
    texts: list[str] = []
    if show_question and (question := markdown.name(answer.question, _QUESTION)):
        texts.append(SMALL + question)
    askings = list(_askings(answered, language))
    room = MESSAGE_TEXTS_TOTAL - sum(map(len, texts)) - sum(map(_length, askings))
    if not answer.answered:
        items = _unanswered(answered, askings, room, language)
        return make_card([*map(Text, texts), *items], UNANSWERED)
    after = [SMALL + language.say("answer.in_context")] if answered.in_context else []
    texts += _quotes(answer, room - sum(map(len, after)), language)
    row = Row(*_buttons(answered, language, sharer))
    return make_card([*map(Text, [*texts, *after]), row, *askings], ANSWERED)


def _length(item: Item) -> int:
    return len(item.content) if isinstance(item, discord.ui.TextDisplay) else 0


def by_article(quotes: tuple[Quote, ...]) -> list[Quote]:
    """Bring the quotes of an article together, and leave the order as it is otherwise."""
    articles = list(dict.fromkeys(quote.passage.article.name for quote in quotes))
    return sorted(quotes, key=lambda quote: articles.index(quote.passage.article.name))


def _buttons(answered: Answered, language: Language, sharer: int | None) -> Iterator[Item]:
    trail = tuple(stop_at(quote.passage) for quote in by_article(answered.answer.quotes))
    yield ReadButton.to(trail, language.say("answer.show_in_context"))
    with_stories = {
        name_of(quote.passage.article): None
        for quote in answered.answer.quotes
        if quote.passage.article.related
    }
    if with_stories:
        yield RelatedButton.of(list(with_stories), language.say("answer.related"))
    if answered.vote_key is not None:
        yield from VoteButton.both(answered.vote_key, language)
    if sharer is not None:
        yield ShareButton.by(sharer, language.say("share.share"))


def _askings(answered: Answered, language: Language) -> Iterator[Item]:
    """Offer what else may have been meant: words put right, or all articles."""
    buttons = [_correction(answered, language)]
    if answered.in_context and not leaves_open(answered.answer.question):
        label = language.say("answer.all_articles")
        question = answered.answer.question
        buttons.append(AskButton.asking(question, label, EVERYWHERE, of_all_articles=True))
    if answered.correction and not buttons[0]:  # too long a question for a button
        yield Text(SMALL + markdown.escape(_meant(answered.correction, language)))
    if shown := [button for button in buttons if button]:
        yield Row(*shown)


def _correction(answered: Answered, language: Language) -> AskButton | None:
    if answered.correction is None:
        return None
    label = _meant(answered.correction, language)
    return AskButton.asking(answered.correction.question, label, CORRECTION)


def _meant(correction: Correction, language: Language) -> str:
    words = ", ".join(language.say("answer.word", word=word) for word in correction.words)
    return language.say("answer.did_you_mean", words=words)


def _quotes(answer: Answer, room: int, language: Language) -> Iterator[str]:
    left_out = SMALL + language.say("answer.left_out")
    room -= len(left_out)
    shown = {quote.passage for quote in answer.quotes}
    latest: Article | None = None
    for quote in by_article(answer.quotes):
        article = quote.passage.article
        has_neighbour = quote.attribution.neighbour in shown
        beside = None if has_neighbour else neighbour_line(quote, language)
        line = attribution_line(quote, language, names_article=article is not latest)
        text = _quote(quote, _bold(answer, quote), line, beside, room, language)
        if text is None:
            yield left_out
            return
        yield text
        latest = article
        room -= len(text)


def _bold(answer: Answer, quote: Quote) -> Sequence[Span]:
    """The characters that answer, or where that is not sure the words that the question has."""
    if quote.highlight is not None:
        return [quote.highlight]
    return matching(answer.question, quote.passage.text)


def _quote(
    quote: Quote,
    bold: Sequence[Span],
    line: str,
    beside: str | None,
    room: int,
    language: Language,
) -> str | None:
    """Render a sentence and, below it in small print, its attribution; None without room for it."""
    below = f"\n{SMALL}{line}"
    after = f"\n{SMALL}{beside}" if beside else ""
    cut = f" · {language.say('answer.cut')}"
    most = min(_LONGEST_QUOTE, room - len(below) - len(cut) - len(after))
    if most < _SHORTEST_QUOTE:
        return None
    shown = markdown.quote(quote.passage.text, most, bold=bold)
    return shown.markdown + below + (cut if shown.is_cut else "") + after


def _unanswered(
    answered: Answered, askings: Sequence[Item], room: int, language: Language
) -> Iterator[Item]:
    """Say so, and offer what may help: the text before, words put right, the nearest headlines."""
    if leaves_open(answered.answer.question):
        yield from _unclear(answered, language)
        return
    none, nearest = language.say("answer.none"), language.say("answer.nearest")
    yield Text(none)
    yield from askings
    room -= len(none) + len(nearest)
    headlines = answered.corpus.headlines
    lines: list[Line] = []
    for story in answered.answer.related:
        text = story_line(story) if lines else f"{nearest}\n{story_line(story)}"
        room -= len(text) + 1
        if room < 0:
            break
        lines.append(Line(text, headlines.leads_to(story)))
    yield from line_items(lines, language)


def _unclear(answered: Answered, language: Language) -> Iterator[Item]:
    """Say of a question without words of its own what it lacks, and where to read on."""
    if not answered.before:
        yield Text(language.say("answer.bare"))
        return
    yield Text(language.say("answer.not_beside"))
    yield Row(ReadButton.to(answered.before, language.say("answer.show_in_context")))

"""Renders an answer: each sentence first, below it where it stands, then what more there is."""

from collections.abc import Iterator, Sequence

import discord

from bot.articles.model import Article
from bot.discord_app.ask.answer_service import Reply
from bot.discord_app.ask.ask_button import AskButton
from bot.discord_app.ask.share_button import ShareButton
from bot.discord_app.ask.vote_buttons import VoteButton
from bot.discord_app.locales import Language
from bot.discord_app.sources.citations import citation_of, name_of
from bot.discord_app.sources.list_buttons import RelatedButton, line_items
from bot.discord_app.sources.listings import Line
from bot.discord_app.sources.read_button import ReadButton
from bot.discord_app.ui import markdown
from bot.discord_app.ui.appearance import ANSWERED, CORRECTION, EVERYWHERE, UNANSWERED
from bot.discord_app.ui.cards import Item, Row, Text, make_card
from bot.discord_app.ui.limits import MESSAGE_TEXTS_TOTAL
from bot.discord_app.ui.lines import SMALL, attribution_line, neighbour_line, story_line
from bot.retrieval.model import Answer, Correction, Quote

_QUESTION = 256
_LONGEST_QUOTE = 1_500
_SHORTEST_QUOTE = 200  # with less room than this, a sentence is left out


def answer_card(
    reply: Reply, language: Language, *, show_question: bool, sharer: int | None = None
) -> discord.ui.LayoutView:
    """Lay out an answer; with the question only where it is not above it anyway.

    A private answer can be shared by the one whom `sharer` names by Discord's id.
    """
    answer = reply.answer
    texts: list[str] = []
    if show_question and (question := markdown.name(answer.question, _QUESTION)):
        texts.append(SMALL + question)
    askings = list(_askings(reply, language))
    room = MESSAGE_TEXTS_TOTAL - sum(map(len, texts)) - sum(map(_length, askings))
    if not answer.answered:
        items = _unanswered(reply, askings, room, language)
        return make_card([*map(Text, texts), *items], UNANSWERED)
    after = [SMALL + language.say("answer.in_context")] if reply.answer.in_context else []
    texts += _quotes(answer, room - sum(map(len, after)), language)
    row = Row(*_buttons(reply, language, sharer))
    return make_card([*map(Text, [*texts, *after]), row, *askings], ANSWERED)


def _length(item: Item) -> int:
    return len(item.content) if isinstance(item, discord.ui.TextDisplay) else 0


def by_article(quotes: tuple[Quote, ...]) -> list[Quote]:
    """Bring the quotes of an article together, and leave the order as it is otherwise."""
    articles = list(dict.fromkeys(quote.passage.article.name for quote in quotes))
    return sorted(quotes, key=lambda quote: articles.index(quote.passage.article.name))


def _buttons(reply: Reply, language: Language, sharer: int | None) -> Iterator[Item]:
    trail = tuple(citation_of(quote.passage) for quote in by_article(reply.answer.quotes))
    yield ReadButton.to(trail, language.say("answer.show_in_context"))
    with_stories = {
        name_of(quote.passage.article): None
        for quote in reply.answer.quotes
        if quote.passage.article.related
    }
    if with_stories:
        yield RelatedButton.of(list(with_stories), language.say("answer.related"))
    if reply.vote_key is not None:
        yield from VoteButton.both(reply.vote_key, language)
    if sharer is not None:
        yield ShareButton.by(sharer, language.say("share.share"))


def _askings(reply: Reply, language: Language) -> Iterator[Item]:
    """Offer what else may have been meant: words put right, or all articles."""
    buttons = [_correction(reply, language)]
    if reply.answer.in_context and not reply.answer.needs_context:
        label = language.say("answer.all_articles")
        question = reply.answer.question
        buttons.append(AskButton.asking(question, label, EVERYWHERE, of_all_articles=True))
    if reply.answer.correction and not buttons[0]:  # too long a question for a button
        yield Text(SMALL + markdown.escape(_meant(reply.answer.correction, language)))
    if shown := [button for button in buttons if button]:
        yield Row(*shown)


def _correction(reply: Reply, language: Language) -> AskButton | None:
    if reply.answer.correction is None:
        return None
    label = _meant(reply.answer.correction, language)
    return AskButton.asking(reply.answer.correction.question, label, CORRECTION)


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
        text = _quote(quote, line, beside, room, language)
        if text is None:
            yield left_out
            return
        yield text
        latest = article
        room -= len(text)


def _quote(
    quote: Quote,
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
    shown = markdown.quote(quote.passage.text, most, bold=quote.bold)
    return shown.markdown + below + (cut if shown.is_cut else "") + after


def _unanswered(
    reply: Reply, askings: Sequence[Item], room: int, language: Language
) -> Iterator[Item]:
    """Say so, and offer what may help: the text before, words put right, the nearest headlines."""
    if reply.answer.needs_context:
        yield from _unclear(reply, language)
        return
    none, nearest = language.say("answer.none"), language.say("answer.nearest")
    yield Text(none)
    yield from askings
    room -= len(none) + len(nearest)
    lines: list[Line] = []
    for story, article in zip(reply.answer.related, reply.stories, strict=True):
        text = story_line(story) if lines else f"{nearest}\n{story_line(story)}"
        room -= len(text) + 1
        if room < 0:
            break
        lines.append(Line(text, article))
    yield from line_items(lines, language)


def _unclear(reply: Reply, language: Language) -> Iterator[Item]:
    """Say of a question without words of its own what it lacks, and where to read on."""
    if not reply.before:
        yield Text(language.say("answer.bare"))
        return
    yield Text(language.say("answer.not_beside"))
    yield Row(ReadButton.to(reply.before, language.say("answer.show_in_context")))

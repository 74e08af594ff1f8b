"""Renders an answer: sentences with their attributions, and buttons."""

from collections.abc import Iterator, Sequence

import discord

from bot.discord_app.ask.answer_service import Reply
from bot.discord_app.ask.ask_button import AskButton
from bot.discord_app.ask.more_button import MoreButton
from bot.discord_app.ask.quote_texts import by_article, quote_texts
from bot.discord_app.ask.share_button import ShareButton
from bot.discord_app.ask.vote_buttons import VoteButton
from bot.discord_app.locales import Language
from bot.discord_app.sources.citations import Citations, citation_of, name_of
from bot.discord_app.sources.list_buttons import RelatedButton, line_items
from bot.discord_app.sources.listings import Line
from bot.discord_app.sources.read_button import ReadButton
from bot.discord_app.ui import markdown
from bot.discord_app.ui.appearance import ANSWERED, CORRECTION, EVERYWHERE, UNANSWERED
from bot.discord_app.ui.cards import Item, Row, Text, make_card
from bot.discord_app.ui.limits import MESSAGE_TEXTS_TOTAL
from bot.discord_app.ui.lines import SMALL, story_line
from bot.retrieval.model import Answer, Correction, Outcome

_QUESTION = 256
_NOTE = 400


def answer_card(
    reply: Reply, language: Language, *, show_question: bool, sharer: int | None = None
) -> discord.ui.LayoutView:
    """Lay out an answer, with the question unless it is visible above the answer.

    `sharer` is the Discord id of the person who may share a private answer.
    """
    answer = reply.answer
    texts: list[str] = []
    if show_question and (question := markdown.name(answer.question, _QUESTION)):
        texts.append(SMALL + question)
    texts += [SMALL + markdown.name(note, _NOTE) for note in _notes(answer, language)]
    # Made before the quotes, whose room depends on how long these are.
    askings = list(_askings(reply, language))
    # All texts of a card share one limit, so quotes get the room that notes and buttons leave.
    room = MESSAGE_TEXTS_TOTAL - sum(map(len, texts)) - sum(map(_length, askings))
    if answer.outcome is Outcome.NONE:
        items = _unanswered(reply, askings, room, language)
        return make_card([*map(Text, texts), *items], UNANSWERED)
    if answer.outcome is Outcome.NEAREST:
        texts.append(language.say("answer.nearest_passages"))
        room -= len(texts[-1])
        texts += quote_texts(answer.quotes[: answer.shown], room, language)
        # No votes here: nothing was answered that could be helpful or not.
        row = Row(ReadButton.to(_trail(answer), language.say("answer.show_in_context")))
        return make_card([*map(Text, texts), row, *askings], UNANSWERED)
    after = [SMALL + language.say("answer.in_context")] if answer.in_context else []
    texts += quote_texts(answer.visible, room - sum(map(len, after)), language)
    row = Row(*_buttons(reply, language, sharer))
    more = [Row(MoreButton.of(trail, language))] if (trail := _further(answer)) else []
    return make_card([*map(Text, [*texts, *after]), *more, row, *askings], ANSWERED)


def _notes(answer: Answer, language: Language) -> Iterator[str]:
    """Name the corrected words, and the questions without an answer."""
    if answer.corrected:
        yield language.say("answer.corrected", words=_in_marks(answer.corrected, language))
    if answer.left_open:
        questions = _in_marks(answer.left_open, language)
        yield language.say("answer.questions_left_open", questions=questions)


def _trail(answer: Answer) -> Citations:
    quotes = answer.quotes[: answer.shown]
    return tuple(citation_of(quote.passage) for quote in by_article(quotes))


def _further(answer: Answer) -> Citations:
    return tuple(
        citation_of(quote.passage) for quote in answer.quotes[answer.at_once : answer.shown]
    )


def _length(item: Item) -> int:
    return len(item.content) if isinstance(item, discord.ui.TextDisplay) else 0


def _buttons(reply: Reply, language: Language, sharer: int | None) -> Iterator[Item]:
    yield ReadButton.to(_trail(reply.answer), language.say("answer.show_in_context"))
    with_stories = {
        name_of(quote.passage.article): None
        for quote in reply.answer.quotes[: reply.answer.shown]
        if quote.passage.article.related
    }
    if with_stories:
        yield RelatedButton.of(list(with_stories), language.say("answer.related"))
    if reply.vote_key is not None:
        yield from VoteButton.both(reply.vote_key, language)
    if sharer is not None:
        yield ShareButton.by(sharer, language.say("share.share"))


def _askings(reply: Reply, language: Language) -> Iterator[Item]:
    """Offer alternatives: corrected words, or all articles."""
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
    return language.say("answer.did_you_mean", words=_in_marks(correction.words, language))


def _in_marks(words: Sequence[str], language: Language) -> str:
    return ", ".join(language.say("answer.word", word=word) for word in words)


def _unanswered(
    reply: Reply, askings: Sequence[Item], room: int, language: Language
) -> Iterator[Item]:
    """Say that there is no answer, and offer corrections and the nearest headlines."""
    if reply.answer.needs_context or not reply.answer.asks:
        yield from _unclear(reply, language)
        return
    none, nearest = language.say("answer.none"), language.say("answer.nearest")
    if reply.loaded:
        articles = language.count("counts.articles", reply.loaded)
        none += f"\n{SMALL}{language.say('answer.how_to_ask', articles=articles)}"
    yield Text(none)
    yield from askings
    room -= len(none) + len(nearest)
    lines: list[Line] = []
    for story, article in zip(reply.answer.related, reply.stories, strict=True):
        text = story_line(story) if lines else f"{nearest}\n{story_line(story)}"
        room -= len(text) + 1
        # Cut at whole headlines; the first of them are the nearest.
        if room < 0:
            break
        lines.append(Line(text, article))
    yield from line_items(lines, language)


def _unclear(reply: Reply, language: Language) -> Iterator[Item]:
    """Ask for a full question, and offer the previous quotes in context."""
    if not reply.before:
        yield Text(language.say("answer.bare"))
        return
    yield Text(language.say("answer.not_beside"))
    yield Row(ReadButton.to(reply.before, language.say("answer.show_in_context")))

"""Reading an article by paragraphs: 'Show in context', and the buttons to walk with."""

import asyncio
import re
from collections.abc import Iterator
from typing import Self

import discord

from bot.articles.model import Article, Passage
from bot.common.errors import VerbatimError
from bot.discord_app.components.buttons import (
    Host,
    StatelessButton,
    unknown_button,
)
from bot.discord_app.locales import Language
from bot.discord_app.sources.citations import (
    Citation,
    Citations,
    find_article,
    find_sentences,
    has_changed,
    read_trail,
    write_trail,
)
from bot.discord_app.ui import markdown
from bot.discord_app.ui.appearance import BACK, INFORMATION, ON, READ
from bot.discord_app.ui.cards import Row, Text, make_card
from bot.discord_app.ui.limits import CUSTOM_ID, ELLIPSIS, MESSAGE_TEXTS_TOTAL
from bot.discord_app.ui.lines import SMALL, source_line
from bot.discord_app.ui.received import Interaction, replied_to, walk
from bot.retrieval.retriever import Retriever

# A trail must fit into the longest of the buttons that carry it, since pages lead to each other.
_TRAIL = CUSTOM_ID - len("vb:turn:99:<:999999:")
_TURN = re.compile(r"(\d{1,2}):[<>=]:(\d{1,6}):(.*)", re.ASCII | re.DOTALL)
_BUTTONS_A_ROW = 5
_BEFORE_MARK = 500  # characters of a long paragraph that are shown before the sentence in it


class ReadButton(StatelessButton, kind="read"):
    """Shows the first cited sentence in its article, privately."""

    @classmethod
    def to(cls, trail: Citations, label: str) -> Self:
        """Lead to a trail; of a long one, the end is left out."""
        return cls.make(write_trail(trail, _TRAIL), label=label, emoji=READ)

    async def press(self, interaction: Interaction, host: Host, language: Language) -> None:
        """Open the paragraph in a message of its own."""
        trail = read_trail(self.argument)
        if trail is None:
            raise unknown_button(language)
        card = await asyncio.to_thread(reading_card, host.live.corpus, trail, 0, 0, language)
        await interaction.response.send_message(view=card, ephemeral=True)


def quoted_above(message: discord.Message) -> Citations:
    """Return the sentences quoted in the message that a message replies to; empty for none."""
    above = replied_to(message)
    for component in walk(above.components if above else ()):
        argument = ReadButton.argument_in(getattr(component, "custom_id", None))
        trail = read_trail(argument or "")
        if trail and trail[0].words:  # else it opens an article
            return trail
    return ()


class TurnButton(StatelessButton, kind="turn"):
    """Turns the open article to another paragraph, or to another sentence of the trail."""

    @classmethod
    def to(cls, trail: Citations, at: int, way: str, paragraph: int, label: str) -> Self:
        """Lead to a paragraph of the article of the stop `at`, or for 0 to that stop itself.

        The way, `<`, `>` or `=`, keeps apart two buttons that lead to the same place.
        """
        argument = f"{at}:{way}:{paragraph}:{write_trail(trail, _TRAIL)}"
        return cls.make(argument, label=label, emoji={"<": BACK, ">": ON}.get(way))

    async def press(self, interaction: Interaction, host: Host, language: Language) -> None:
        """Change the message."""
        match = _TURN.fullmatch(self.argument)
        trail = read_trail(match[3]) if match else None
        if match is None or trail is None or int(match[1]) >= len(trail):
            raise unknown_button(language)
        at, paragraph = int(match[1]), int(match[2])
        card = await asyncio.to_thread(
            reading_card, host.live.corpus, trail, at, paragraph, language
        )
        await interaction.response.edit_message(view=card)


def reading_card(
    corpus: Retriever, trail: Citations, at: int, paragraph: int, language: Language
) -> discord.ui.LayoutView:
    """Show a paragraph with the sentences of the trail marked, and the buttons to walk with.

    It is the paragraph of that number in the article of the stop `at`, or for 0 the one that the
    stop's sentence stands in. May ask a server or read a file, so not on an event loop. Raises
    VerbatimError if that is no longer there.
    """
    stop = trail[at]
    article = find_article(corpus, stop.article)
    if article is None or corpus.flaw_of(article):
        raise VerbatimError(language.say("reading.gone"))
    home = _paragraph_of(corpus, article, stop, language)
    # The button may be older than an edit that shortened the article.
    shown = min(paragraph or home, len(article.paragraphs))
    words = {one.words for one in trail if one.article == stop.article}
    marked = [one for one in find_sentences(corpus, article, words) if one.paragraph == shown]
    head = SMALL + source_line(article)
    foot = SMALL + _place(article, shown, stop, language)
    room = MESSAGE_TEXTS_TOTAL - len(head) - len(foot)
    text = _paragraph_text(article.paragraphs[shown - 1], marked, room)
    rows = _rows(trail, at, shown, len(article.paragraphs), home, language)
    return make_card([*map(Text, (head, text, foot)), *rows], INFORMATION)


def _paragraph_of(corpus: Retriever, article: Article, stop: Citation, language: Language) -> int:
    """Return the current paragraph of a citation: of several equal sentences, the nearest."""
    if not stop.words:
        return min(stop.paragraph, len(article.paragraphs))
    found = find_sentences(corpus, article, [stop.words])
    if not found:
        title = markdown.name(article.title, 200)
        raise VerbatimError(language.say("reading.changed", title=title))
    return min((one.paragraph for one in found), key=lambda number: abs(number - stop.paragraph))


def _place(article: Article, shown: int, stop: Citation, language: Language) -> str:
    place = language.say("reading.place", number=shown, total=len(article.paragraphs))
    return f"{place} · {language.say('reading.edited')}" if has_changed(article, stop) else place


def _paragraph_text(text: str, marked: list[Passage], room: int) -> str:
    """Render a paragraph; of one that is too long, from a little before the marked sentence."""
    spans = [(one.start, one.end) for one in marked]
    whole = markdown.fit(text, room, bold=spans)
    start = max(0, min((start for start, _ in spans), default=0) - _BEFORE_MARK)
    if not start or not whole.endswith(ELLIPSIS) or text.endswith(ELLIPSIS):
        return whole
    start = text.find(" ", start) + 1 or start
    moved = [(one - start, other - start) for one, other in spans]
    return ELLIPSIS + markdown.fit(text[start:], room - len(ELLIPSIS), bold=moved)


def _rows(
    trail: Citations, at: int, shown: int, total: int, home: int, language: Language
) -> Iterator[Row]:
    jumps = list(_jumps(trail, at, shown == home, language))
    if total > 1:
        back = TurnButton.to(trail, at, "<", max(1, shown - 1), language.say("pages.previous"))
        on = TurnButton.to(trail, at, ">", min(total, shown + 1), language.say("pages.next"))
        ends = [back.disable() if shown == 1 else back, on.disable() if shown == total else on]
        beside = jumps if len(jumps) == 1 else []
        yield Row(*ends, *beside)
        del jumps[: len(beside)]
    for first in range(0, len(jumps), _BUTTONS_A_ROW):
        yield Row(*jumps[first : first + _BUTTONS_A_ROW])


def _jumps(trail: Citations, at: int, is_home: bool, language: Language) -> Iterator[TurnButton]:
    """Yield a button for each paragraph with quoted sentences, or one that leads back to it."""
    places = list(dict.fromkeys((one.article, one.paragraph) for one in trail if one.words))
    if len(places) == 1 and not is_home:
        yield TurnButton.to(trail, at, "=", 0, language.say("reading.back"))
    if len(places) < 2:
        return
    for number, place in enumerate(places, start=1):
        stop = next(i for i, one in enumerate(trail) if (one.article, one.paragraph) == place)
        label = language.say("reading.quote", number=number)
        button = TurnButton.to(trail, stop, "=", 0, label)
        is_here = is_home and (trail[at].article, trail[at].paragraph) == place
        yield button.disable() if is_here else button

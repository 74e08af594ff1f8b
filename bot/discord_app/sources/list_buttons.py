"""Lists of stories and articles, with buttons that turn pages and open loaded articles."""

import asyncio
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

import discord

from bot.common.errors import VerbatimError
from bot.discord_app.components.buttons import (
    Host,
    StatelessButton,
    unknown_button,
)
from bot.discord_app.locales import Language
from bot.discord_app.sources.citations import start_of
from bot.discord_app.sources.listings import Line, Listing, What, list_lines
from bot.discord_app.sources.read_button import ReadButton
from bot.discord_app.ui.appearance import BACK, INFORMATION, ON, STORIES
from bot.discord_app.ui.cards import Item, Row, Section, Text, make_card
from bot.discord_app.ui.limits import MESSAGE_TEXTS_TOTAL
from bot.discord_app.ui.lines import SMALL
from bot.discord_app.ui.received import Interaction
from bot.retrieval.retriever import Retriever

_PAGE = MESSAGE_TEXTS_TOTAL - 400  # without the title and the number of the page
_PRESSED = re.compile(r"(\d{1,4})[<>](.*)", re.ASCII | re.DOTALL)


class RelatedButton(StatelessButton, kind="related", is_costly=True):
    """Shows the related stories of an answer's articles, privately."""

    @classmethod
    def of(cls, articles: Sequence[str], label: str) -> Self:
        """Open the stories of articles, named as `name_of` in `citations` does."""
        return cls.make(Listing(What.STORIES, tuple(articles)).write(), label=label, emoji=STORIES)

    async def press(self, interaction: Interaction, host: Host, language: Language) -> None:
        """Open the list in a message of its own."""
        listing = Listing.read(self.argument)
        if listing is None:
            raise unknown_button(language)
        card = await listing_card(host.live.corpus, listing, 1, language, language)
        await interaction.response.send_message(view=card, ephemeral=True)


class PageButton(StatelessButton, kind="page", is_costly=True):
    """Turns the page of a list, for its owner."""

    @classmethod
    def to(cls, listing: Listing, page: int, way: str, label: str) -> Self:
        """Lead to a page; the way, `<` or `>`, keeps the two buttons apart."""
        # On the first and the last page both lead to the same page, and Discord refuses a message
        # in which two custom ids are equal.
        emoji = {"<": BACK, ">": ON}[way]
        return cls.make(f"{page}{way}{listing.write()}", label=label, emoji=emoji)

    async def press(self, interaction: Interaction, host: Host, language: Language) -> None:
        """Change the message."""
        match = _PRESSED.fullmatch(self.argument)
        listing = Listing.read(match[2]) if match else None
        message = interaction.message
        if match is None or listing is None or message is None:
            raise unknown_button(language)
        asked = message.interaction_metadata
        # A public list is everybody's to read, but not to turn.
        if asked is None or asked.user.id != interaction.user.id:
            raise VerbatimError(language.say("pages.not_yours"))
        is_private = message.flags.ephemeral
        of_card = language if is_private else host.languages.for_all(interaction)
        card = await listing_card(host.live.corpus, listing, int(match[1]), of_card, language)
        await interaction.response.edit_message(view=card)


async def listing_card(
    corpus: Retriever, listing: Listing, page: int, language: Language, private_language: Language
) -> discord.ui.LayoutView:
    """Show a page of a list, the last one if there are fewer.

    Raises VerbatimError, in the language `private_language`, if there is nothing to list.
    """
    shown = await asyncio.to_thread(page_of, corpus, listing, page, language)
    if not shown.lines:
        raise VerbatimError(private_language.say(shown.nothing))
    return page_card(shown, listing, language)


@dataclass(frozen=True, slots=True)
class Page:
    """One of the `count` pages of a list, by its number from 1."""

    title: str
    lines: Sequence[Line]
    nothing: str
    number: int
    count: int


def page_of(corpus: Retriever, listing: Listing, number: int, language: Language) -> Page:
    """Make a page, the last one if there are fewer; takes time, so not on an event loop."""
    listed = list_lines(corpus, listing, language)
    count = max(1, -(-len(listed.lines) // listed.a_page))
    number = min(max(number, 1), count)
    start = (number - 1) * listed.a_page
    renders = listed.lines[start : start + listed.a_page]
    lines = [render(False) for render in renders]
    # Long lines are shortened instead of moved: a page number must lead to the same page again.
    if sum(len(line.text) + 1 for line in lines) > _PAGE:
        lines = [render(True) for render in renders]
    return Page(listed.title, lines, listed.nothing, number, count)


def page_card(page: Page, listing: Listing, language: Language) -> discord.ui.LayoutView:
    """Lay out a page of a list."""
    items: list[Item] = [Text(f"### {page.title}"), *line_items(page.lines, language)]
    if page.count > 1:
        at, last = page.number, page.count
        number = language.say("pages.number", number=at, total=last)
        back = PageButton.to(listing, max(at - 1, 1), "<", language.say("pages.previous"))
        on = PageButton.to(listing, min(at + 1, last), ">", language.say("pages.next"))
        ends = (back.disable() if at == 1 else back, on.disable() if at == last else on)
        items += [Text(SMALL + number), Row(*ends)]
    return make_card(items, INFORMATION)


def line_items(lines: Sequence[Line], language: Language) -> Iterator[Item]:
    """Lay out lines: one that is a loaded article has a button that opens it, at the first time."""
    plain: list[str] = []
    opened: set[str] = set()
    for line in lines:
        if line.article is None or line.article.name in opened:
            plain.append(line.text)
            continue
        if plain:
            yield Text("\n".join(plain))
            plain = []
        opened.add(line.article.name)
        button = ReadButton.to((start_of(line.article),), language.say("lists.read"))
        yield Section(Text(line.text), accessory=button)
    if plain:
        yield Text("\n".join(plain))

"""Messages that are laid out by components: texts, buttons, and a coloured edge around them."""

from collections.abc import Iterable
from typing import Any

import discord

Item = discord.ui.Item[Any]
Text = discord.ui.TextDisplay[Any]
Row = discord.ui.ActionRow[Any]
Section = discord.ui.Section[Any]


def make_card(items: Iterable[Item], colour: discord.Colour) -> discord.ui.LayoutView:
    """Lay out texts and rows of buttons in one frame."""
    card = discord.ui.LayoutView(timeout=None)
    card.add_item(discord.ui.Container(*items, accent_colour=colour))
    return let_go(card)


def let_go(card: discord.ui.LayoutView) -> discord.ui.LayoutView:
    """Keep discord.py from holding a card in memory.

    Its buttons are understood by their custom ids alone (see `buttons`), so nothing listens to it.
    """
    card.stop()
    return card

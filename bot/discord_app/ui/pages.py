"""Splits long lists into pages that fit into an embed."""

from collections.abc import Iterable

import discord

from bot.discord_app.locales import Language
from bot.discord_app.ui import limits
from bot.discord_app.ui.appearance import INFORMATION

LINES_A_PAGE = 15

_PAGE = limits.EMBED_DESCRIPTION


def make_pages(
    lines: Iterable[str], most: int, title: str, language: Language
) -> tuple[discord.Embed, ...]:
    """Fill embeds with lines, at most `most` on each, all under the same title."""
    texts = _fill(lines, most)
    pages = [discord.Embed(title=title, description=one, colour=INFORMATION) for one in texts]
    if len(pages) > 1:
        for number, page in enumerate(pages, start=1):
            page.set_footer(text=language.say("pages.number", number=number, total=len(pages)))
    return tuple(pages)


def _fill(lines: Iterable[str], most: int) -> list[str]:
    """Join lines to pages of at most `most` of them, within what an embed holds."""
    pages: list[str] = []
    count = most
    for line in lines:
        if count < most and len(pages[-1]) + 1 + len(line) <= _PAGE:
            pages[-1] += f"\n{line}"
            count += 1
        else:
            pages.append(line)
            count = 1
    return pages

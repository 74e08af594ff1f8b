"""The button '2 more passages' below an answer; the passages are shown privately."""

import asyncio
from typing import Self

from bot.common.errors import VerbatimError
from bot.discord_app.ask.quote_texts import quote_texts
from bot.discord_app.components.buttons import (
    Host,
    StatelessButton,
    unknown_button,
)
from bot.discord_app.locales import Language
from bot.discord_app.sources.citations import Citations, passages_at, read_trail, write_trail
from bot.discord_app.sources.read_button import ReadButton
from bot.discord_app.ui.appearance import ANSWERED, MORE
from bot.discord_app.ui.cards import Row, Text, make_card
from bot.discord_app.ui.limits import CUSTOM_ID, MESSAGE_TEXTS_TOTAL
from bot.discord_app.ui.received import Interaction
from bot.retrieval.answers.quoting import quote_in
from bot.retrieval.model import Quote
from bot.retrieval.retriever import Retriever


class MoreButton(StatelessButton, kind="more"):
    """Shows further passages of an answer privately."""

    @classmethod
    def of(cls, trail: Citations, language: Language) -> Self:
        """Make a button for the cited sentences that fit into its custom id."""
        argument = write_trail(trail, CUSTOM_ID - len(cls.id_of("")))
        count = len(read_trail(argument) or ())
        return cls.make(argument, label=language.count("answer.more", count), emoji=MORE)

    async def press(self, interaction: Interaction, host: Host, language: Language) -> None:
        """Show them in a message of their own."""
        trail = read_trail(self.argument)
        if trail is None:
            raise unknown_button(language)
        quotes = await asyncio.to_thread(_quotes_at, host.live.corpus, trail)
        if not quotes:
            raise VerbatimError(language.say("reading.gone"))
        texts = quote_texts(quotes, MESSAGE_TEXTS_TOTAL, language)
        row = Row(ReadButton.to(trail, language.say("answer.show_in_context")))
        card = make_card([*map(Text, texts), row], ANSWERED)
        await interaction.response.send_message(view=card, ephemeral=True)


def _quotes_at(corpus: Retriever, trail: Citations) -> list[Quote]:
    """Quote the cited sentences that still exist; may ask a server, so not on an event loop."""
    found = (quote_in(corpus, one) for one in passages_at(corpus, trail))
    return [quote for quote in found if quote]

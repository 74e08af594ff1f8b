"""Sends what answers an interaction so that it arrives, once, over connections that break.

discord.py sends again if Discord says that it failed, but not if the connection breaks. In
either case Discord may have done what was asked, and only its word of that got lost: the second
acknowledgement is then refused. Every command, button and form answers by this one adapter.
"""

from functools import partial
from typing import Any

import aiohttp
import discord
from discord.webhook.async_ import AsyncWebhookAdapter, async_context

from bot.discord_app.ui.delivery import persist

_ACKNOWLEDGED_ALREADY = 40060


def deliver_once() -> None:
    """Answer interactions so in this task, and in those that it starts from now on."""
    async_context.set(PersistentAdapter())


class PersistentAdapter(AsyncWebhookAdapter):
    """Sends requests again that are the same once and twice."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # as discord.py has it

    async def create_interaction_response(  # type: ignore[override] # there, a function returns it
        self,
        interaction_id: int,
        token: str,
        *,
        session: aiohttp.ClientSession,
        **options: Any,  # noqa: ANN401 - what discord.py gives
    ) -> object:
        """Acknowledge an interaction, also if that was done already."""
        create = partial(super().create_interaction_response, interaction_id, token)
        try:
            return await persist(partial(create, session=session, **options))
        except discord.HTTPException as error:
            if error.code != _ACKNOWLEDGED_ALREADY:
                raise
        return {"interaction": {"id": str(interaction_id)}}

    async def edit_original_interaction_response(  # type: ignore[override] # as above
        self,
        application_id: int,
        token: str,
        *,
        session: aiohttp.ClientSession,
        **options: Any,  # noqa: ANN401 - as above
    ) -> object:
        """Change an answer."""
        edit = partial(super().edit_original_interaction_response, application_id, token)
        return await persist(partial(edit, session=session, **options))

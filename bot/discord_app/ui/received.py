"""Messages as Discord sends them: the one above, and the components inside each other."""

from collections.abc import Iterable, Iterator

import discord

Interaction = discord.Interaction[discord.Client]
"""A command, a press of a button, or a form that was sent off."""


def replied_to(message: discord.Message) -> discord.Message | None:
    """Return the message that a message replies to, if Discord has sent that, too."""
    found = message.reference.resolved if message.reference else None
    return found if isinstance(found, discord.Message) else None


def walk(components: Iterable[discord.Component]) -> Iterator[discord.Component]:
    """Yield all components of a message, each before those inside it."""
    for component in components:
        yield component
        yield from walk(getattr(component, "children", ()))

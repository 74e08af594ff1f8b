"""Recognises messages to the bot, and replies to them."""

import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import discord

from bot.discord_app.access.channels import channel_ids_of
from bot.discord_app.ask.answer_service import Reply
from bot.discord_app.ask.cards import answer_card
from bot.discord_app.ask.message_text import wants_answer
from bot.discord_app.ask.pointers import question_pointed_at, title_above, without_links
from bot.discord_app.locales import Language
from bot.discord_app.ui.delivery import persist
from bot.discord_app.ui.received import replied_to
from bot.service.understanding import clauses_in, has_own_words

logger = logging.getLogger(__name__)

_KINDS = (discord.MessageType.default, discord.MessageType.reply)


@dataclass(frozen=True, slots=True)
class Asking:
    """What a message asks, and whether it asks the bot by name, not just in a question channel.

    The text is empty if the bot was called and asked nothing.
    """

    text: str
    is_addressed: bool


async def asking_in(
    message: discord.Message,
    me: discord.ClientUser,
    question_channels: frozenset[int],
    may_look: Callable[[], bool],
) -> Asking | None:
    """Return what a message asks the bot, or None if it does not ask it.

    It is asked in direct messages, by a mention, by a reply to a message of its own, and in the
    question channels by every question. A call without a question of its own asks what it points
    at: the message it replies or links to, or its text file. Of a reply that does not ping, Discord
    hides the text from bots without the message-content intent; what is hidden is not answered.
    `may_look` is asked before anything is fetched from Discord.
    """
    # Two bots that answer each other would never stop. Other kinds are Discord's own notices, such
    # as 'joined the server'.
    if message.author.bot or message.webhook_id is not None or message.type not in _KINDS:
        return None
    own = "\n".join(filter(None, (title_above(message), without_links(message.content))))
    if _is_called(message, me):
        # '@Verbatim ^' or a bare mention points at something else: usually the message that it
        # replies to.
        if not has_own_words(own) and may_look():
            own = await question_pointed_at(message) or own
        # A reply without words is no call by itself: Discord hides its text from bots without the
        # intent.
        is_call = bool(own) or me in message.mentions or message.guild is None
        return Asking(own, is_addressed=True) if is_call else None
    if question_channels & channel_ids_of(message.channel, message.channel.id):
        content = "\n".join(filter(None, (title_above(message), message.content)))
        if not content and may_look():
            content = own = await question_pointed_at(message)
        # The whole first, then clause by clause: the question may be one of several sentences.
        is_asked = wants_answer(content) or any(map(wants_answer, clauses_in(own)))
        return Asking(own, is_addressed=False) if is_asked else None
    return None


async def reply_with_answer(
    message: discord.Message, reply: Reply, language: Language
) -> discord.PartialMessage | None:
    """Reply with an answer; only once, since Discord knows the nonce again if it is sent again.

    Returns the reply, or None if Discord refused it.
    """
    card = answer_card(reply, language, show_question=False)
    replies: list[discord.PartialMessage] = []
    with refusal_logged(message):
        send = _sender_for(message)
        sent = await persist(lambda: send(view=card, mention_author=False, nonce=message.id))
        replies.append(discord.PartialMessage(channel=sent.channel, id=sent.id))
    return next(iter(replies), None)


async def reply_with_text(message: discord.Message, text: str) -> None:
    """Reply with a sentence."""
    with refusal_logged(message):
        send = _sender_for(message)
        quiet = {"mention_author": False, "suppress_embeds": True}
        await persist(lambda: send(text, nonce=message.id, **quiet))


def may_send(message: discord.Message) -> bool:
    """Whether the bot may write in a message's channel."""
    in_thread = isinstance(message.channel, discord.Thread)
    return may(message, "send_messages_in_threads" if in_thread else "send_messages")


def may(message: discord.Message, permission: str) -> bool:
    """Whether the bot has a permission in a message's channel; in direct messages it has all."""
    if message.guild is None:
        return True
    permissions = message.channel.permissions_for(message.guild.me)
    return bool(getattr(permissions, permission))


def _is_called(message: discord.Message, me: discord.ClientUser) -> bool:
    if message.guild is None or me in message.mentions:
        return True
    above = replied_to(message)
    return above is not None and above.author.id == me.id


def _sender_for(message: discord.Message) -> Callable[..., Awaitable[discord.Message]]:
    """Return the method that replies, or that sends, if the bot cannot read the history."""
    return message.reply if may(message, "read_message_history") else message.channel.send


@contextmanager
def refusal_logged(message: discord.Message | discord.PartialMessage) -> Iterator[None]:
    """Log refusals by Discord, and continue: a message may have been deleted meanwhile."""
    try:
        yield
    except discord.HTTPException as error:
        logger.warning("The reply in channel %s was refused: %s", message.channel.id, error)

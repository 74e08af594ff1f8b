"""What a message points at: another by a reply or a link, a text file, its own post's title."""

import logging
import re

import discord

from bot.discord_app.ask.message_text import question_from
from bot.discord_app.ui.limits import QUESTION
from bot.discord_app.ui.mentions import without_mentions
from bot.discord_app.ui.received import replied_to

logger = logging.getLogger(__name__)

_LINK = re.compile(
    r"https?://(?:\w+\.)?discord(?:app)?\.com/channels/(\d+|@me)/(\d+)(?:/(\d+))?\S*"
)
_LARGEST_FILE = 65_536  # bytes; what Discord makes of a long paste has 16,000 at most
_TEXT = ("text/plain", "text/markdown")


def without_links(content: str) -> str:
    """Return a message's own words, without links to other messages."""
    return without_mentions(_LINK.sub(" ", content))


def title_above(message: discord.Message) -> str:
    """Return the title of the forum post that a message opens; empty for any other message."""
    thread = message.channel
    if not isinstance(thread, discord.Thread) or thread.id != message.id:
        return ""
    return thread.name if isinstance(thread.parent, discord.ForumChannel) else ""


def text_in(message: discord.Message) -> str:
    """Return the text of a message: its own, or that of a forwarded or embedded message."""
    forwarded = (snapshot.content for snapshot in message.message_snapshots)
    embedded = (part for embed in message.embeds for part in (embed.title, embed.description))
    return (
        message.content or "\n".join(filter(None, forwarded)) or "\n".join(filter(None, embedded))
    )


async def question_pointed_at(message: discord.Message) -> str:
    """Return the question that a message without one of its own points at; empty if none.

    That is its own text file, the message or forum post that it links to, or a person's message
    that it replies to. A linked one counts only if the author may read it: nobody is shown hidden
    channels.
    """
    if text := await _text_file(message):
        return question_from(text, QUESTION)
    pointed = await _linked(message) or _of_person(replied_to(message))
    if pointed is None:
        return ""
    text = "\n".join(filter(None, (title_above(pointed), text_in(pointed))))
    return question_from(text or await _text_file(pointed), QUESTION)


async def _text_file(message: discord.Message) -> str:
    """Return the text that Discord, or somebody, made a file of."""
    for attachment in message.attachments:
        kind = (attachment.content_type or "").partition(";")[0]
        if kind in _TEXT and attachment.size <= _LARGEST_FILE:
            try:
                return (await attachment.read()).decode("utf-8", "replace")
            except discord.HTTPException as error:
                logger.info("The file of message %s could not be read: %s", message.id, error)
    return ""


async def _linked(message: discord.Message) -> discord.Message | None:
    match = _LINK.search(message.content)
    # Links into other servers are ignored: whether the author may read there is unknown here.
    if match is None or message.guild is None or match[1] != str(message.guild.id):
        return None
    channel = message.guild.get_channel_or_thread(int(match[2]))
    if not isinstance(channel, discord.abc.Messageable) or not _may_read(message, channel):
        return None
    try:
        # The link to a forum post names no message; the one that opens it has the post's number.
        return await channel.fetch_message(int(match[3] or match[2]))
    except discord.HTTPException as error:
        logger.info("The message that %s links to could not be read: %s", message.id, error)
        return None


def _may_read(message: discord.Message, channel: discord.abc.Messageable) -> bool:
    """Whether the author of a message may read the history of a channel."""
    if not isinstance(message.author, discord.Member):
        return False
    above = channel.parent if isinstance(channel, discord.Thread) else channel
    if not isinstance(above, discord.abc.GuildChannel):
        return False
    allowed = above.permissions_for(message.author)
    if isinstance(channel, discord.Thread) and channel.is_private():
        # Its members are not known here: only those who may see every thread, or are in it now.
        return allowed.manage_threads or channel == message.channel
    return allowed.view_channel and allowed.read_message_history


def _of_person(message: discord.Message | None) -> discord.Message | None:
    return message if message and not message.author.bot else None

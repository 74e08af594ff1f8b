"""The text that a channel shows, to be kept in the pictures of it.

A picture cannot be compared between machines, whose fonts differ. So each PNG holds the text that
it shows, and a test compares that with the text that the bot sends now.
"""

import io
from collections.abc import Iterator, Sequence

import discord
from PIL import Image, PngImagePlugin
from simcord import ChannelHandle, MemberActor

_KEY = "Description"  # the PNG specification's keyword for it


def describe(channel: ChannelHandle, viewer: MemberActor) -> str:
    """Return the text of all messages that somebody sees in a channel, with their buttons."""
    return "\n\n".join(
        "\n".join([f"{message.author.display_name}:", *_texts(message)])
        for message in channel.history(viewer=viewer)
    )


def put_text(png: bytes, text: str) -> bytes:
    """Return a picture with a text in its metadata."""
    metadata = PngImagePlugin.PngInfo()
    metadata.add_itxt(_KEY, text, zip=True)
    buffer = io.BytesIO()
    with Image.open(io.BytesIO(png)) as image:
        image.save(buffer, "PNG", optimize=True, pnginfo=metadata)
    return buffer.getvalue()


def get_text(png: bytes) -> str | None:
    """Return the text in a picture's metadata, or None if it has none."""
    with Image.open(io.BytesIO(png)) as image:
        text = image.info.get(_KEY)
    return None if text is None else str(text)


def _texts(message: discord.Message) -> Iterator[str]:
    if message.content:
        yield message.content
    for embed in message.embeds:
        fields = (text for field in embed.fields for text in (field.name, field.value))
        yield from filter(None, (embed.title, embed.description, *fields, embed.footer.text))
    yield from _component_texts(message.components)


def _component_texts(components: Sequence[discord.Component]) -> Iterator[str]:
    for component in components:
        if isinstance(component, discord.TextDisplay):
            yield component.content
        elif isinstance(component, discord.Button):
            yield f"[{component.emoji or ''}{component.label or ''}]"
        elif isinstance(component, discord.SelectMenu):
            yield f"[{component.placeholder or ''}]"
        yield from _component_texts(getattr(component, "children", ()))
        accessory = getattr(component, "accessory", None)
        yield from _component_texts([accessory] if accessory else [])

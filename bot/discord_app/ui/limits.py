"""Discord's limits, which discord.py does not check, and cutting to them at a word.

The numbers are those of Discord's published OpenAPI document (RichEmbed, MessageCreateRequest,
ApplicationCommandOptionStringChoice, ModalInteractionCallbackRequest, ButtonComponent…); the sums
over a message's embeds and over its texts are in its reference only ('Embed Limits', 'Text
Display'). All count code points.
"""

import unicodedata

CONTENT = 2_000
"""A message's text. (The document's 4,000 is for accounts with Nitro.)"""
EMBED_DESCRIPTION = 4_096
FIELD_VALUE = 1_024
MESSAGE_EMBEDS_TOTAL = 6_000
"""Title, description, field names and values, footer and author, over all embeds of a message."""
MESSAGE_TEXTS_TOTAL = 4_000
"""All texts of a message that is laid out by components."""
MESSAGE_COMPONENTS = 40
"""Of such a message, those inside of others included."""
CUSTOM_ID = 100
QUESTION = 300
"""What a question may have; our own limit, not Discord's."""
CHOICES = 25
CHOICE_NAME = 100
INPUT = 4_000
"""What somebody can type into a field of a form."""
INPUT_LABEL = 45
"""Of such a field; as much as the title of the form may have."""
BUTTON_LABEL = 80

ELLIPSIS = "…"
_JOINERS = "\u200d\ufe0e\ufe0f"


def cut(text: str, limit: int) -> str:
    """Return a text of at most `limit` characters: whole, or cut at a word and ended with '…'."""
    if len(text) <= limit:
        return text
    return text[: word_end(text, limit - len(ELLIPSIS))] + ELLIPSIS


def word_end(text: str, most: int) -> int:
    """Return where to cut a longer text so that at most `most` characters stay.

    That is after a word, if one ends in the second half of them; else between two characters that
    are not shown as one.
    """
    if most <= 0:
        return 0
    end = most
    if not text[end].isspace():
        space = max((i for i in range(most // 2, most) if text[i].isspace()), default=0)
        end = space or _character_end(text, most)
    while end and text[end - 1].isspace():
        end -= 1
    return end


def _character_end(text: str, most: int) -> int:
    end = most
    while end > 1 and (
        unicodedata.combining(text[end]) or text[end] in _JOINERS or text[end - 1] == _JOINERS[0]
    ):
        end -= 1
    return end

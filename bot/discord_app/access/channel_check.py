"""Where the bot answers: turns away, before anything else, who asks elsewhere."""

import discord

from bot.discord_app.access.channels import ChannelRule, channel_ids_of, refusal
from bot.discord_app.locales import Languages
from bot.discord_app.ui.failures import whisper

ANYWHERE = {"anywhere": True}
"""The extras of a command by which the channels are set, lest nobody can mend a wrong one."""


async def is_admitted(
    interaction: discord.Interaction[discord.Client], rule: ChannelRule, languages: Languages
) -> bool:
    """Whether a command or a button is used where the bot answers; if not, say so.

    Only the one who used it is told. Raises discord.HTTPException where that fails.
    """
    ids = channel_ids_of(interaction.channel, interaction.channel_id)
    if interaction.command is not None and interaction.command.extras == ANYWHERE:
        return True
    if rule.allows(interaction.guild_id, ids):
        return True
    if interaction.type is not discord.InteractionType.autocomplete:
        guild = interaction.guild
        here = (
            one
            for one in rule.allowed_in(interaction.guild_id)
            if guild and guild.get_channel_or_thread(one)
        )
        await whisper(interaction, refusal(here, languages.for_one(interaction)))
    return False

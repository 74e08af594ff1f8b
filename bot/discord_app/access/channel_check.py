"""The channel check, which comes before everything else."""

import discord

from bot.discord_app.access.channels import ChannelRule, channel_ids_of, refusal
from bot.discord_app.locales import Languages
from bot.discord_app.ui.failures import reply_privately
from bot.discord_app.ui.received import Interaction

ANYWHERE = {"anywhere": True}
"""The extras of a command that works in every channel, so that wrong settings can be fixed."""


async def is_admitted(interaction: Interaction, rule: ChannelRule, languages: Languages) -> bool:
    """Whether a command or button may be used in its channel; if not, tell its user.

    The refusal is ephemeral. Raises discord.HTTPException if it cannot be sent.
    """
    ids = channel_ids_of(interaction.channel, interaction.channel_id)
    if interaction.command is not None and interaction.command.extras == ANYWHERE:
        return True
    if rule.allows(interaction.guild_id, ids):
        return True
    if interaction.type is not discord.InteractionType.autocomplete:
        guild = interaction.guild
        # Only channels of this server are named: others are none of its members' business.
        here = (
            one
            for one in rule.allowed_in(interaction.guild_id)
            if guild and guild.get_channel_or_thread(one)
        )
        await reply_privately(interaction, refusal(here, languages.for_one(interaction)))
    return False

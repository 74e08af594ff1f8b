"""The colours at the left edge of what the bot shows."""

import discord

ANSWERED = discord.Colour(0x3B82C4)
UNANSWERED = discord.Colour(0x80848E)
INFORMATION = discord.Colour(0x5B7083)

"""The colours and emoji of cards and buttons."""

import discord

READ = "📖"
STORIES = "📰"
BACK, ON = "◀\N{VARIATION SELECTOR-16}", "▶\N{VARIATION SELECTOR-16}"
MORE = "➕"
SHARE = "📢"
EVERYWHERE = "🔎"
CORRECTION = "✏\N{VARIATION SELECTOR-16}"
HELPFUL, UNHELPFUL = "👍", "👎"


ANSWERED = discord.Colour(0x3B82C4)
UNANSWERED = discord.Colour(0x80848E)
INFORMATION = discord.Colour(0x5B7083)

"""The least that a bot can do, on loopback: it answers `/ask` with the same words each time.

What `benchmarks.speed.live.whole_question` compares with: the same discord.py, the same requests.
"""

import os

import discord
from discord import app_commands

from tests.loopback.launch import find_discord

ANSWER = "The new bridge over the river opened on Monday."


class MinimalBot(discord.Client):
    """A client with one command."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True), max_messages=None)
        self.tree = app_commands.CommandTree(self)
        self.tree.command(name="ask", description="Ask")(answer)


async def answer(interaction: discord.Interaction, question: str) -> None:
    """Acknowledge as the bot does, then answer."""
    await interaction.response.defer(thinking=True)
    await interaction.edit_original_response(content=f"{question}\n{ANSWER}")


if __name__ == "__main__":
    find_discord(os.environ["LOOPBACK"])
    MinimalBot().run(os.environ["DISCORD_TOKEN"], log_handler=None)

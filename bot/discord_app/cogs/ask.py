"""Questions: `/ask`, and messages that ask the bot something."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord_app.access import ChannelRule, channel_ids_of
from bot.discord_app.desk import Desk
from bot.discord_app.embeds import answer_embed
from bot.discord_app.failures import explain
from bot.discord_app.messages import may_send, question_in, reply_with_answer, reply_with_text
from bot.discord_app.questions import clean
from bot.errors import VerbatimError

Interaction = discord.Interaction[discord.Client]

_HINT = "Ask me about the articles that I have: mention me with a question, or use `/ask`."


class Ask(commands.Cog):
    """Answers questions with the articles' own sentences."""

    def __init__(
        self,
        client: discord.Client,
        desk: Desk,
        *,
        channel_rule: ChannelRule,
        question_channels: frozenset[int],
    ) -> None:
        self._client = client
        self._desk = desk
        self._channel_rule = channel_rule
        self._question_channels = question_channels

    @app_commands.command(description="Answer a question in the articles' own sentences")
    @app_commands.describe(question="What you want to know")
    async def ask(
        self,
        interaction: Interaction,
        question: app_commands.Range[str, 1, 300],
    ) -> None:
        """Acknowledge first, then answer."""
        asked = clean(question)
        if not asked:
            raise VerbatimError(_HINT)
        await interaction.response.defer(thinking=True)
        answer = await self._desk.answer(
            asked,
            asker=interaction.user.id,
            guild_id=interaction.guild_id,
            channel_id=interaction.channel_id,
        )
        await interaction.edit_original_response(embed=answer_embed(answer, show_question=True))

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a message that asks the bot something, where it may."""
        me = self._client.user
        question = question_in(message, me, self._question_channels) if me else None
        if question is None or not self._is_open(message):
            return
        try:
            await self._answer(message, question)
        except Exception as error:  # whatever it is, the one who asked is told
            await reply_with_text(message, explain(error, what="a question in a message"))

    async def _answer(self, message: discord.Message, question: str) -> None:
        if not question:
            await reply_with_text(message, _HINT)
            return
        answer = await self._desk.answer(
            question,
            asker=message.author.id,
            guild_id=message.guild.id if message.guild else None,
            channel_id=message.channel.id,
        )
        await reply_with_answer(message, answer)

    def _is_open(self, message: discord.Message) -> bool:
        guild_id = message.guild.id if message.guild else None
        ids = channel_ids_of(message.channel, message.channel.id)
        return self._channel_rule.allows(guild_id, ids) and may_send(message)

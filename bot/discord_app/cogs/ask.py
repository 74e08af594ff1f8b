"""Questions: `/ask`, and messages that ask the bot something."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord_app.access import ChannelRule, channel_ids_of
from bot.discord_app.answer_card import answer_card
from bot.discord_app.desk import Desk
from bot.discord_app.failures import explain
from bot.discord_app.locales import Language, Languages
from bot.discord_app.messages import may_send, question_in, reply_with_answer, reply_with_text
from bot.discord_app.questions import clean
from bot.errors import VerbatimError

Interaction = discord.Interaction[discord.Client]


class Ask(commands.Cog):
    """Answers questions with the articles' own sentences."""

    def __init__(
        self,
        client: discord.Client,
        desk: Desk,
        languages: Languages,
        *,
        channel_rule: ChannelRule,
        question_channels: frozenset[int],
    ) -> None:
        self._client = client
        self._desk = desk
        self._languages = languages
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
            raise VerbatimError(self._languages.for_one(interaction).say("answer.hint"))
        await interaction.response.defer(thinking=True)
        answered = await self._desk.answer(
            asked,
            asker=interaction.user.id,
            guild_id=interaction.guild_id,
            channel_id=interaction.channel_id,
        )
        card = answer_card(answered, self._languages.for_all(interaction), show_question=True)
        await interaction.edit_original_response(view=card)

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a message that asks the bot something, where it may."""
        me = self._client.user
        question = question_in(message, me, self._question_channels) if me else None
        if question is None or not self._is_open(message):
            return
        language = self._languages.for_guild(message.guild)
        try:
            await self._answer(message, question, language)
        except Exception as error:  # whatever it is, the one who asked is told
            text = explain(error, language, what="a question in a message")
            await reply_with_text(message, text)

    async def _answer(self, message: discord.Message, question: str, language: Language) -> None:
        if not question:
            await reply_with_text(message, language.say("answer.hint"))
            return
        answered = await self._desk.answer(
            question,
            asker=message.author.id,
            guild_id=message.guild.id if message.guild else None,
            channel_id=message.channel.id,
        )
        await reply_with_answer(message, answered, language)

    def _is_open(self, message: discord.Message) -> bool:
        guild_id = message.guild.id if message.guild else None
        ids = channel_ids_of(message.channel, message.channel.id)
        return self._channel_rule.allows(guild_id, ids) and may_send(message)

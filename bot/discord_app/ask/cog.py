"""Questions: `/ask`, and messages that ask the bot something."""

from collections.abc import Callable

import discord
from discord import app_commands
from discord.ext import commands

from bot.common.errors import VerbatimError
from bot.discord_app.access.channels import ChannelRule, channel_ids_of
from bot.discord_app.access.flood import ASKS, FloodGuard, describe
from bot.discord_app.ask.answer_service import AnswerService, DiscordQuestion
from bot.discord_app.ask.message_text import clean, question_from
from bot.discord_app.ask.messages import (
    may_send,
    question_in,
    reply_with_answer,
    reply_with_text,
    text_in,
)
from bot.discord_app.ask.replies import Answers
from bot.discord_app.locales import Language, Languages
from bot.discord_app.sources.read_button import quoted_above
from bot.discord_app.ui.failures import explain
from bot.discord_app.ui.limits import QUESTION
from bot.discord_app.ui.mentions import CommandMentions

Interaction = discord.Interaction[discord.Client]


class Ask(commands.Cog):
    """Answers questions with the articles' own sentences."""

    def __init__(
        self,
        client: commands.AutoShardedBot,
        service: AnswerService,
        answers: Answers,
        languages: Languages,
        mentions: CommandMentions,
        *,
        channel_rule: ChannelRule,
        flood: FloodGuard,
        question_channels: frozenset[int],
        private_by_default: Callable[[int | None], bool],
    ) -> None:
        self._client = client
        self._service = service
        self._answers = answers
        self._languages = languages
        self._mentions = mentions
        self._channel_rule = channel_rule
        self._flood = flood
        self._question_channels = question_channels
        self._private_by_default = private_by_default
        self._menu = app_commands.ContextMenu(
            name="Find in articles", callback=self.find, extras=ASKS
        )

    async def cog_load(self) -> None:
        """Add the entry in the menu of messages, which a cog does not add by itself."""
        self._client.tree.add_command(self._menu)

    @app_commands.command(
        description="Answer a question with quotes from the articles", extras=ASKS
    )
    @app_commands.describe(
        question="What you want to know",
        private="Show the answer only to you; you can share it afterwards",
    )
    async def ask(
        self,
        interaction: Interaction,
        question: app_commands.Range[str, 1, QUESTION],
        private: bool | None = None,
    ) -> None:
        """Answer a question, in private where the asker says so or else the server does."""
        asked = clean(question)
        if not asked:
            raise VerbatimError(self._hint(self._languages.for_one(interaction)))
        if private is None:
            private = self._private_by_default(interaction.guild_id)
        await self._answer_interaction(interaction, asked, private=private)

    async def find(self, interaction: Interaction, message: discord.Message) -> None:
        """Take a message for a question, and answer it to the one who chose it."""
        asked = question_from(text_in(message), QUESTION)
        if not asked:
            raise VerbatimError(self._languages.for_one(interaction).say("answer.no_words"))
        await self._answer_interaction(interaction, asked, private=True)

    async def _answer_interaction(
        self, interaction: Interaction, asked: str, *, private: bool
    ) -> None:
        """Acknowledge first, which decides who sees the answer, then answer."""
        with self._service.attending():
            try:
                await interaction.response.defer(ephemeral=private, thinking=True)
            except discord.HTTPException:  # too late to be answered, but not to be logged
                await self._answers.look_up(interaction, asked)
                raise
            await self._answers.give(interaction, asked, private=private)

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a message that asks the bot something, where it may."""
        me = self._client.user
        question = question_in(message, me, self._question_channels) if me else None
        if question is None or not self._is_open(message):
            return
        language = self._languages.for_guild(message.guild)
        with self._service.attending():
            try:
                await self._answer(message, question, language)
            except Exception as error:  # whatever it is, the one who asked is told
                text = explain(error, language, what="a question in a message")
                await reply_with_text(message, text)

    async def _answer(self, message: discord.Message, question: str, language: Language) -> None:
        guild_id = message.guild.id if message.guild else None
        person, is_question = message.author.id, bool(question)
        if refusal := self._flood.refuse(person, guild_id, is_question=is_question):
            if not refusal.is_told:  # one notice, or refusals would be a flood of their own
                text = describe(refusal, message.created_at, language)
                await reply_with_text(message, text)
            return
        if not question:
            await reply_with_text(message, self._hint(language))
            return
        asked = DiscordQuestion(
            question,
            asker=message.author.id,
            guild_id=guild_id,
            channel_id=message.channel.id,
            at=message.created_at,
            replied_to=quoted_above(message),
        )
        reply = await self._service.answer(asked)
        await reply_with_answer(message, reply, language)

    def _hint(self, language: Language) -> str:
        ask, help_ = self._mentions.of("ask"), self._mentions.of("help")
        return language.say("answer.hint", ask=ask, help=help_)

    def _is_open(self, message: discord.Message) -> bool:
        guild_id = message.guild.id if message.guild else None
        ids = channel_ids_of(message.channel, message.channel.id)
        return self._channel_rule.allows(guild_id, ids) and may_send(message)

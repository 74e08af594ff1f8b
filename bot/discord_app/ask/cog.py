"""Questions: `/ask`, and messages that ask the bot something."""

from collections.abc import Awaitable, Callable

import discord
from discord import app_commands
from discord.ext import commands

from bot.common.errors import VerbatimError
from bot.discord_app.access.channels import ChannelRule, channel_ids_of
from bot.discord_app.access.flood import ASKS, FloodGuard, describe
from bot.discord_app.ask.answer_service import AnswerService, DiscordQuestion
from bot.discord_app.ask.answered_messages import AnsweredMessages, Given
from bot.discord_app.ask.cards import answer_card
from bot.discord_app.ask.message_text import question_from
from bot.discord_app.ask.messages import (
    Asking,
    asking_in,
    may_send,
    refusal_logged,
    reply_with_answer,
    reply_with_text,
)
from bot.discord_app.ask.pointers import text_in
from bot.discord_app.ask.replies import InteractionReplies
from bot.discord_app.ask.talks import Talks
from bot.discord_app.locales import Language, Languages
from bot.discord_app.sources.read_button import quoted_above
from bot.discord_app.ui.delivery import persist
from bot.discord_app.ui.failures import explain
from bot.discord_app.ui.limits import QUESTION
from bot.discord_app.ui.mentions import CommandMentions, without_mentions
from bot.discord_app.ui.received import Interaction


class Ask(commands.Cog):
    """Answers questions with the articles' own sentences."""

    def __init__(
        self,
        client: commands.AutoShardedBot,
        service: AnswerService,
        replies: InteractionReplies,
        languages: Languages,
        mentions: CommandMentions,
        given: AnsweredMessages,
        *,
        channel_rule: ChannelRule,
        flood: FloodGuard,
        question_channels: frozenset[int],
        private_by_default: Callable[[int | None], bool],
    ) -> None:
        self._client = client
        self._service = service
        self._replies = replies
        self._languages = languages
        self._mentions = mentions
        self._channel_rule = channel_rule
        self._flood = flood
        self._question_channels = question_channels
        self._private_by_default = private_by_default
        self._talks = Talks()
        self._given = given
        # discord.py has no decorator for a context menu in a cog.
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
        """Answer a question, privately if the person or else the server chooses so."""
        asked = without_mentions(question)
        if not asked:
            raise VerbatimError(self._hint(self._languages.for_one(interaction)))
        if private is None:
            private = self._private_by_default(interaction.guild_id)
        await self._answer_interaction(interaction, asked, private=private)

    async def find(self, interaction: Interaction, message: discord.Message) -> None:
        """Treat a message as a question, and answer it privately."""
        asked = question_from(text_in(message), QUESTION)
        if not asked:
            raise VerbatimError(self._languages.for_one(interaction).say("answer.no_words"))
        await self._answer_interaction(interaction, asked, private=True)

    async def _answer_interaction(
        self, interaction: Interaction, asked: str, *, private: bool
    ) -> None:
        """Acknowledge first, because that fixes the visibility of the answer; then answer.

        With too many waiting, the refusal comes first: that is one request, afterwards it is four.
        """
        with self._service.attending():
            try:
                with self._service.arriving():
                    await interaction.response.defer(ephemeral=private, thinking=True)
            except discord.HTTPException:  # too late for an answer, but the log keeps the question
                if self._service.queue.is_busy:  # it would make others late, too
                    self._service.observer.refused("discord")
                else:
                    await self._replies.look_up(interaction, asked, private=private)
                raise
            await self._replies.give(interaction, asked, private=private)

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a message that asks the bot something, if it may."""
        # Every message counts as talk, also one that asks nothing, so it is heard before anything
        # else is checked.
        is_talk = self._talks.hear(message) if self._is_question_channel(message) else False
        await self._attend(message, lambda asking: self._answer(message, asking, is_talk=is_talk))

    @commands.Cog.listener()
    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Answer an edited question again, in place of its previous answer."""
        # The raw event, since the other one fires only for messages in discord.py's cache, which is
        # off.
        given = self._given.find(payload.message_id)
        if given is not None:
            message = payload.message
            await self._attend(message, lambda asking: self._answer_anew(message, asking, given))

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """Take the answer to a deleted question along."""
        await self._withdraw(payload.message_id)

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """The same for many at once."""
        for message_id in payload.message_ids:
            await self._withdraw(message_id)

    async def _withdraw(self, message_id: int) -> None:
        given = self._given.forget(message_id)
        if given is not None:
            with refusal_logged(given.reply):
                await given.reply.delete()

    async def _attend(
        self, message: discord.Message, answer: Callable[[Asking], Awaitable[None]]
    ) -> None:
        """Reply to a message that asks the bot, if the channel and permissions allow it."""
        me = self._client.user
        # Silently: a refusal in a channel where the bot must not write would itself be a message
        # there.
        if me is None or not self._is_open(message):
            return
        language = self._languages.for_guild(message.guild)
        with self._service.attending():
            try:
                asking = await asking_in(
                    *(message, me, self._question_channels), lambda: self._may_look(message)
                )
                if asking is not None:
                    await answer(asking)
            except Exception as error:  # whatever it is, the person who asked learns of it
                text = explain(error, language, what="a question in a message")
                await reply_with_text(message, text)

    async def _answer(self, message: discord.Message, asking: Asking, *, is_talk: bool) -> None:
        language = self._languages.for_guild(message.guild)
        if not await self._is_admitted(message, asking, language):
            return
        if not asking.text:
            await reply_with_text(message, self._hint(language))
            return
        reply = await self._service.answer(self._question(message, asking))
        # The question is logged all the same: it may be one that the articles should answer.
        if is_talk and not asking.is_addressed and not reply.answer.answered:
            return  # people talk to each other
        sent = await reply_with_answer(message, reply, language)
        if sent is not None:
            self._given.remember(message.id, asking.text, sent)

    async def _answer_anew(self, message: discord.Message, asking: Asking, given: Given) -> None:
        language = self._languages.for_guild(message.guild)
        # Discord also reports an edit when it adds a link preview.
        if not asking.text or asking.text == given.question:
            return
        if await self._is_admitted(message, asking, language):
            reply = await self._service.answer(self._question(message, asking))
            # The old answer is replaced even by 'no answer': it answered words that are no longer
            # there.
            card = answer_card(reply, language, show_question=False)
            with refusal_logged(given.reply):
                await persist(lambda: given.reply.edit(view=card))
            self._given.remember(message.id, asking.text, given.reply)

    def _may_look(self, message: discord.Message) -> bool:
        """Count, as a light use, that the bot fetches what a message points at; if it may."""
        guild_id = message.guild.id if message.guild else None
        refused = self._flood.refuse(message.author.id, guild_id, is_question=False, is_light=True)
        return refused is None

    async def _is_admitted(
        self, message: discord.Message, asking: Asking, language: Language
    ) -> bool:
        """Whether a message is within the rate limits; if not, send one notice a minute."""
        guild_id = message.guild.id if message.guild else None
        refusal = self._flood.refuse(message.author.id, guild_id, is_question=bool(asking.text))
        if refusal and not refusal.is_told:  # one notice, or refusals would be a flood of their own
            await reply_with_text(message, describe(refusal, message.created_at, language))
        return refusal is None

    def _question(self, message: discord.Message, asking: Asking) -> DiscordQuestion:
        return DiscordQuestion(
            asking.text,
            asker=message.author.id,
            guild_id=message.guild.id if message.guild else None,
            channel_id=message.channel.id,
            at=message.edited_at or message.created_at,
            replied_to=quoted_above(message),
        )

    def _is_question_channel(self, message: discord.Message) -> bool:
        is_of_person = not message.author.bot and message.webhook_id is None
        ids = channel_ids_of(message.channel, message.channel.id)
        return is_of_person and bool(self._question_channels & ids)

    def _hint(self, language: Language) -> str:
        ask, help_ = self._mentions.of("ask"), self._mentions.of("help")
        return language.say("answer.hint", ask=ask, help=help_)

    def _is_open(self, message: discord.Message) -> bool:
        guild_id = message.guild.id if message.guild else None
        ids = channel_ids_of(message.channel, message.channel.id)
        return self._channel_rule.allows(guild_id, ids) and may_send(message)

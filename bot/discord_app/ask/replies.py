"""Answers interactions: commands, the message menu, and buttons that ask."""

from dataclasses import dataclass

from bot.discord_app.ask.answer_service import AnswerService, DiscordQuestion, Reply
from bot.discord_app.ask.cards import answer_card
from bot.discord_app.locales import Languages
from bot.discord_app.ui.received import Interaction


@dataclass(frozen=True, slots=True)
class InteractionReplies:
    """Gets answers and sends them."""

    service: AnswerService
    languages: Languages

    async def give(
        self,
        interaction: Interaction,
        question: str,
        *,
        private: bool,
        of_all_articles: bool = False,
    ) -> None:
        """Answer a deferred interaction, privately or publicly as it was deferred."""
        with self.service.attending():
            reply = await self.look_up(
                interaction, question, private=private, of_all_articles=of_all_articles
            )
            languages = self.languages
            language = languages.for_one(interaction) if private else languages.for_all(interaction)
            sharer = interaction.user.id if private and interaction.guild_id is not None else None
            card = answer_card(reply, language, show_question=True, sharer=sharer)
            await interaction.edit_original_response(view=card)

    async def look_up(
        self,
        interaction: Interaction,
        question: str,
        *,
        private: bool,
        of_all_articles: bool = False,
    ) -> Reply:
        """Answer the question of an interaction, which is logged, but show nothing."""
        asked = DiscordQuestion(
            question,
            asker=interaction.user.id,
            guild_id=interaction.guild_id,
            channel_id=interaction.channel_id,
            at=interaction.created_at,
            of_all_articles=of_all_articles,
            private=private and interaction.guild_id is not None,  # else nobody else sees it
        )
        return await self.service.answer(asked)

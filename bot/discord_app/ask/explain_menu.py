"""For admins: *Apps → Explain* on an answer, which says why it is as it is."""

from collections.abc import Iterator

import discord
from discord import app_commands
from discord.ext import commands

from bot.common.errors import VerbatimError
from bot.discord_app.access.permission_check import AdminCheck
from bot.discord_app.ask.answer_service import AnswerService
from bot.discord_app.ask.answered_messages import AnsweredMessages
from bot.discord_app.ask.pointers import text_in
from bot.discord_app.locales import Language
from bot.discord_app.sources.read_button import quoted_above
from bot.discord_app.ui import markdown
from bot.discord_app.ui.appearance import INFORMATION
from bot.discord_app.ui.cards import Text, make_card
from bot.discord_app.ui.lines import SMALL
from bot.discord_app.ui.mentions import without_mentions
from bot.discord_app.ui.received import Interaction, replied_to, walk
from bot.retrieval.deciding.explaining import Candidate, Explanation
from bot.retrieval.model import Stage

_STAGES = {
    Stage.WORDS: "explain.stages.words",
    Stage.MEANING: "explain.stages.meaning",
    Stage.READER: "explain.stages.reader",
    Stage.CONTEXT: "explain.stages.context",
    Stage.GIST: "explain.stages.gist",
}
_PARTS = {
    "grams": "explain.parts.grams",
    "words": "explain.parts.words",
    "missing": "explain.parts.missing",
    "margin": "explain.parts.margin",
    "cosine": "explain.parts.cosine",
    "answers": "explain.parts.answers",
    "yes_no": "explain.parts.yes_no",
}
_SENTENCE, _NAMES = 300, 200


class Explain(commands.Cog):
    """Explains answers to admins."""

    def __init__(
        self,
        client: commands.AutoShardedBot,
        service: AnswerService,
        admins: AdminCheck,
        given: AnsweredMessages,
    ) -> None:
        self._client = client
        self._service = service
        self._admins = admins
        self._given = given
        self._menu = app_commands.ContextMenu(name="Explain", callback=self.explain)
        self._menu.default_permissions = discord.Permissions(manage_guild=True)

    async def cog_load(self) -> None:
        """Add the entry in the menu of messages, which a cog does not add by itself."""
        self._client.tree.add_command(self._menu)

    async def explain(self, interaction: Interaction, message: discord.Message) -> None:
        """Refuse before deferring, then answer the question again and show its candidates."""
        if not await self._admins.admits(interaction, what="Explain"):
            return
        language = self._admins.languages.for_one(interaction)
        asking = replied_to(message)
        given = self._given.find(asking.id) if asking else None
        # The words of a message that points at another, or opens a forum post, are not all it asks.
        question = given.question if given else question_above(message)
        if not question:
            raise VerbatimError(language.say("explain.no_question"))
        await interaction.response.defer(ephemeral=True, thinking=True)
        # What the question itself replied to, which may have made it a follow-up.
        quoted = quoted_above(asking or message)
        explanation = await self._service.explain(question, quoted)
        texts = "\n".join(_lines(explanation, language))
        await interaction.edit_original_response(view=make_card([Text(texts)], INFORMATION))


def question_above(message: discord.Message) -> str:
    """Return the question that a message of the bot answers, or that a message of others asks.

    It is the message replied to, or the small print with which the answer to a command begins.
    """
    if asking := replied_to(message):
        return without_mentions(text_in(asking))
    texts = (one for one in walk(message.components) if isinstance(one, discord.TextDisplay))
    if shown := next(texts, None):
        first = shown.content.split("\n")[0]
        return without_mentions(first.removeprefix(SMALL)) if first.startswith(SMALL) else ""
    return without_mentions(text_in(message))


def _lines(explanation: Explanation, language: Language) -> Iterator[str]:
    stage = language.say(_STAGES[explanation.stage])
    yield language.say("explain.asked", question=markdown.name(explanation.clause, _NAMES))
    yield SMALL + stage
    if explanation.corrected:
        words = markdown.name(", ".join(explanation.corrected), _NAMES)
        yield SMALL + language.say("explain.corrected", words=words)
    if explanation.unknown:
        words = markdown.name(", ".join(explanation.unknown), _NAMES)
        yield SMALL + language.say("explain.unknown", words=words)
    for candidate in explanation.candidates:
        sentence = markdown.quote(candidate.passage.text, _SENTENCE).markdown
        reasons = f"\n{SMALL}{_reasons(candidate, language)}" if candidate.parts else ""
        yield f"**{candidate.confidence:.2f}**\n{sentence}{reasons}"


def _reasons(candidate: Candidate, language: Language) -> str:
    """List the parts of the evidence, the strongest first."""
    strongest = sorted(candidate.parts, key=lambda part: -abs(part[1]))
    named = (f"{language.say(_PARTS[name])} {part:+.1f}" for name, part in strongest)
    return " · ".join(named)

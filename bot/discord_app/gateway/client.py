"""The composition root of the Discord client."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace

import discord
from discord.ext import commands

from bot.common.wording import write_count
from bot.config import Config
from bot.discord_app.access.channels import AdminRule, ChannelRule
from bot.discord_app.access.flood import FloodGuard
from bot.discord_app.access.permission_check import AdminCheck
from bot.discord_app.ask.answer_service import AnswerService
from bot.discord_app.ask.answered_messages import AnsweredMessages
from bot.discord_app.ask.brief import Brief
from bot.discord_app.ask.cog import Ask
from bot.discord_app.ask.explain_menu import Explain
from bot.discord_app.ask.replies import InteractionReplies
from bot.discord_app.gateway.button_registry import BUTTONS
from bot.discord_app.gateway.command_sync import sync_commands
from bot.discord_app.gateway.command_tree import VerbatimTree
from bot.discord_app.gateway.event_guard import guard_events
from bot.discord_app.gateway.sharding import ShardedBot
from bot.discord_app.help.cog import Help
from bot.discord_app.insight.cog import Insights
from bot.discord_app.insight.source import InsightSource, find_drawer
from bot.discord_app.locales import Languages
from bot.discord_app.locales.translator import CommandTranslator
from bot.discord_app.privacy.cog import Privacy
from bot.discord_app.seeds.cog import Seeds
from bot.discord_app.settings.cog import Settings
from bot.discord_app.settings.store import ServerSettings
from bot.discord_app.sources.cog import Stories
from bot.discord_app.ui.mentions import CommandMentions
from bot.discord_app.ui.received import Interaction
from bot.library.live import LiveCorpus
from bot.library.reload_signal import Signal, signal_of
from bot.monitoring.observer import Observer
from bot.querylog.recorder import Recorder
from bot.seed_editing.seed_service import SeedService, limits_of
from bot.service.answerer import Answerer

logger = logging.getLogger(__name__)

COMMANDS_FILE = "commands.json"

Opening = Callable[[discord.Client], Awaitable[tuple[LiveCorpus, Recorder]]]
"""Opens the articles and the query log of a client that is logged in."""


class VerbatimBot(ShardedBot):
    """The bot on Discord; it has cogs, but no commands other than Discord's own.

    `resources` opens its articles and its log once it is logged in: that takes long, and a wrong
    token should be reported first.
    """

    _service: AnswerService | None = None  # until it is logged in

    def __init__(
        self, config: Config, resources: Opening, observer: Observer, signal: Signal
    ) -> None:
        super().__init__(
            # discord.py wants a prefix. This one would match mentions, but `on_message` never looks
            # for commands.
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=VerbatimTree,
            intents=intents_for(config),
            shard_count=config.discord.shard_count,
            # Quotes and questions may hold '@everyone'; nothing that is shown may ping anybody.
            allowed_mentions=discord.AllowedMentions.none(),
            # Nothing here needs to know the members of a guild, or earlier messages.
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
        )
        # Not above, where None is not allowed for all.
        self.shard_ids = list(config.discord.shard_ids) or None
        self._config = config
        self._resources = resources
        self._mentions = CommandMentions()
        self._observer = observer
        self._signal = signal
        self._connected: set[int] = set()

    async def setup_hook(self) -> None:
        """Open the resources, add the commands and register them; called once, at the login."""
        live, log = self.live, self.log = await self._resources(self)
        self.settings = ServerSettings(log.settings, self._config)
        self.channel_rule = ChannelRule(self.settings.channels)
        self.languages = replace(Languages.load(), chosen_in=self.settings.language)
        self.flood = FloodGuard(self._config.discord.flood, self._observer)
        answerer = Answerer(self._config.answers.threshold)
        sentences = self.settings.sentences
        service = AnswerService(live, log, sentences, answerer, self._observer)
        self._service = service
        self._replies = InteractionReplies(service, self.languages)
        self._loading = await self.settings.load_or_later()
        for cog in self._cogs(service):
            await self.add_cog(cog)
        # Before connecting, or a press right after the start would find no class for its button.
        self.add_dynamic_items(*BUTTONS)
        guard_events(self, self._observer, self.languages)
        # Before syncing: translations are a part of the commands that are compared.
        await self.tree.set_translator(CommandTranslator(self.languages))
        if self.application_id is not None:
            memory = self._config.log.path.parent / COMMANDS_FILE
            may = self._config.discord.has_first_shard
            known = await sync_commands(self.tree, self.application_id, memory, may_sync=may)
            self._mentions.learn(known)

    async def answer(
        self,
        interaction: Interaction,
        question: str,
        *,
        private: bool,
        of_all_articles: bool = False,
    ) -> None:
        """Answer a deferred interaction, privately or publicly."""
        await self._replies.give(
            interaction, question, private=private, of_all_articles=of_all_articles
        )

    async def close(self) -> None:
        """Stop taking questions, send and log the answers in progress, and disconnect."""
        # Shards first: a question that arrives while answers are drained would be lost.
        for shard in self.shards.values():
            await shard.disconnect()
        if self._service is not None:
            await self._service.drain()
        await super().close()

    def _cogs(self, service: AnswerService) -> tuple[commands.Cog, ...]:
        configured = self._config.discord.admins
        rule = AdminRule.of(configured.users, configured.roles, configured.guilds)
        admins = AdminCheck(rule, self.languages)
        seed_service = SeedService(self.live, limits_of(self._config.seeds), self._signal)
        question_channels = frozenset(self._config.discord.question_channels)
        log = self.log.insight
        insight = None if log is None else InsightSource(log, self.live, find_drawer())
        given = AnsweredMessages()
        return (
            Ask(
                self,
                service,
                self._replies,
                self.languages,
                self._mentions,
                given,
                channel_rule=self.channel_rule,
                flood=self.flood,
                question_channels=question_channels,
                private_by_default=self.settings.is_private,
            ),
            Brief(self.live, service, self.languages),
            Explain(self, service, admins, given),
            Stories(self.live, self.languages),
            Help(
                self.live,
                self.languages,
                self._mentions,
                admins,
                threshold=self._config.answers.threshold,
                question_channels=question_channels,
                keeps_log=self.log.personal is not None,
            ),
            Privacy(self.log.personal, self.languages, keep_days=self._config.log.keep_days),
            Seeds(seed_service, admins, self.languages),
            Insights(insight, admins),
            Settings(self.settings, admins),
        )

    async def on_ready(self) -> None:
        """Log the connection; also after a reconnect."""
        shards = ", ".join(map(str, sorted(self.shards)))
        told = (self.user, write_count(len(self.guilds), "guild"), shards, self.shard_count)
        logger.info("Connected as %s, in %s, on shard %s of %s", *told)

    async def on_shard_connect(self, shard_id: int) -> None:
        """Count reconnections, but not the first connection of a shard."""
        if shard_id in self._connected:
            self._observer.reconnected()
        self._connected.add(shard_id)

    async def on_shard_resumed(self, shard_id: int) -> None:
        """Count and log that a session was resumed on a new connection."""
        self._observer.reconnected()
        logger.info("Connected again, on shard %d", shard_id)

    async def on_message(self, message: discord.Message, /) -> None:
        """Do not look for prefix commands; the Ask cog listens to messages by itself."""

    async def on_error(self, event_method: str, /, *args: object, **kwargs: object) -> None:
        """Log an exception of an event listener."""
        logger.exception("The event %s failed", event_method)


def create_bot(
    *,
    config: Config,
    live: LiveCorpus,
    log: Recorder,
    observer: Observer | None = None,
    signal: Signal | None = None,
) -> VerbatimBot:
    """Build the bot from resources that are open; it connects to nothing before it is started."""

    async def opened(_client: discord.Client) -> tuple[LiveCorpus, Recorder]:
        return live, log

    return VerbatimBot(config, opened, observer or Observer(), signal or signal_of(config))


def intents_for(config: Config) -> discord.Intents:
    """Return the intents: message content only if question channels need it."""
    intents = discord.Intents.none()
    intents.guilds = True
    intents.guild_messages = True
    intents.dm_messages = True
    intents.message_content = config.discord.needs_message_content
    return intents

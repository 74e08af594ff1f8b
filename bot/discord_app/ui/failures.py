"""Reports failures to people and to the log."""

import logging
import secrets
from types import MappingProxyType

import aiohttp
import discord
from discord import app_commands

from bot.articles.library import SeedsError
from bot.common.errors import VerbatimError
from bot.discord_app.locales import Language
from bot.discord_app.ui import markdown
from bot.discord_app.ui.limits import CONTENT, ELLIPSIS, cut
from bot.discord_app.ui.received import Interaction
from bot.library.remote.errors import ArticlesUnavailable
from bot.querylog.errors import RecordsUnavailable
from bot.seed_editing.errors import SeedBankError
from bot.service.answer_queue import BusyError

logger = logging.getLogger(__name__)

# Unknown interaction, unknown webhook, invalid webhook token, unknown message (deleted meanwhile):
# nothing can be answered any more.
_TOO_LATE = (10062, 10015, 50027, 10008)
# Their texts name files, which may be called anything, and hold no Markdown of ours.
_NAMING_FILES = (SeedBankError, SeedsError)
_OUTDATED = (app_commands.CommandNotFound, app_commands.CommandSignatureMismatch)

# Errors of the domain that reach people who do not run the bot.
_TRANSLATED = MappingProxyType[type[VerbatimError], str](
    {
        RecordsUnavailable: "refusals.records_unavailable",
        ArticlesUnavailable: "refusals.articles_unavailable",
        BusyError: "refusals.busy",
    }
)


def explain(error: BaseException, language: Language, *, what: str) -> str:
    """Return the text about a failure for people, and log the details that they are not given.

    The text of a VerbatimError is written for people, in English if it has no translation. Anything
    else is a defect: its trace goes to the log, and people get a fixed sentence with a reference
    that finds it there.
    """
    if isinstance(error, VerbatimError):
        key = _TRANSLATED.get(type(error))
        logger.info("%s was refused: %s", what, error)
        if key:
            return language.say(key)
        return markdown.escape(str(error)) if isinstance(error, _NAMING_FILES) else str(error)
    # Long enough to find one line in a log, short enough to be read out.
    reference = secrets.token_hex(4)
    logger.error(
        *("%s failed, reference %s", what, reference),
        exc_info=error,
        extra={"reference": reference},
    )
    return language.say("refusals.defect", reference=reference)


async def report(
    interaction: Interaction,
    error: Exception,
    language: Language,
    *,
    what: str,
) -> None:
    """Tell the person who used a command or a button what failed; never raises."""
    if isinstance(error, app_commands.CommandInvokeError):
        error = error.original
    # There is no way left to tell the person, and no defect either.
    if isinstance(error, discord.HTTPException) and error.code in _TOO_LATE:
        logger.warning("%s came too late to be answered: %s", what, error)
        return
    if isinstance(error, _OUTDATED):
        logger.warning("%s is not as Discord has it: %s", what, error)
        text = language.say("refusals.command_changed")
    else:
        text = explain(error, language, what=what)
    await reply_privately(interaction, text)


async def reply_privately(interaction: Interaction, text: str) -> None:
    """Answer an interaction with an ephemeral reply; that this is too late or fails is logged."""
    try:
        await _reply(interaction, cut(text, CONTENT))
    except (discord.HTTPException, aiohttp.ClientError, TimeoutError) as failure:
        logger.warning("Nobody could be told what became of an interaction: %s", failure)


async def _reply(interaction: Interaction, text: str) -> None:
    """Answer as is possible still. Raises discord.HTTPException, and what aiohttp raises.

    A deferred answer has its visibility already, and the first follow-up would become that answer.
    So it is completed first, and taken away when the follow-up is there; taking it away first is
    answered with 'unknown message' (discord/discord-api-docs#2739).
    """
    response = interaction.response
    if not response.is_done():
        await response.send_message(text, ephemeral=True)
        return
    is_deferred = response.type is discord.InteractionResponseType.deferred_channel_message
    if is_deferred:
        await interaction.edit_original_response(content=ELLIPSIS)
    await interaction.followup.send(text, ephemeral=True)
    if is_deferred:
        await interaction.delete_original_response()

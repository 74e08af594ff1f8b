"""Which language people are answered in: by the real client, in a simulated Discord."""

from collections.abc import Mapping

import discord
import pytest

from bot.discord_app.locales import Languages
from tests.discord_app.clients import change_interactions
from tests.discord_app.conftest import World, text_of

QUESTION = "When did the new bridge open?"
LANGUAGES = Languages.load()


def named(key: str) -> Mapping[str, str]:
    """What a text is in each of Discord's locales that has a translation."""
    spoken = {str(locale): LANGUAGES.of(locale) for locale in discord.Locale}
    texts = {code: one.get(key) for code, one in spoken.items() if one is not LANGUAGES.default}
    return {code: text for code, text in texts.items() if text is not None}


@pytest.fixture
def ukrainian_member(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let interactions come from a client in Ukrainian."""
    change_interactions(monkeypatch, locale="uk")


@pytest.fixture
def ukrainian_guild(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let interactions come from a guild in Ukrainian."""
    change_interactions(monkeypatch, guild_locale="uk")


@pytest.mark.usefixtures("ukrainian_member")
async def test_what_only_the_asker_sees_is_in_the_askers_language(world: World) -> None:
    result = await world.alice.slash(world.channel, "sources")
    assert text_of(result).startswith("### Завантажено 2 статті")
    assert "2 абзаци · 2 пов’язані матеріали" in text_of(result)


@pytest.mark.usefixtures("ukrainian_member")
async def test_what_all_see_is_not_in_the_askers_language(world: World) -> None:
    result = await world.alice.slash(world.channel, "ask", question=QUESTION)
    assert result.response is not None
    assert "paragraph 1" in text_of(result)


@pytest.mark.usefixtures("ukrainian_guild")
async def test_what_all_see_is_in_the_guilds_language(world: World) -> None:
    result = await world.alice.slash(world.channel, "ask", question=QUESTION)
    assert result.response is not None
    assert "абзац 1 з 2 · за словами the mayor" in text_of(result)


@pytest.mark.usefixtures("ukrainian_guild")
async def test_the_article_itself_is_never_translated(world: World) -> None:
    result = await world.alice.slash(world.channel, "related")
    assert "- Ferries stop after a century — The Telegraph" in text_of(result)


@pytest.mark.usefixtures("ukrainian_member")
async def test_in_a_direct_message_a_command_is_answered_in_the_askers_language(
    world: World,
) -> None:
    result = await world.alice.user.slash("ask", question=QUESTION)
    assert result.response is not None
    assert "абзац 1" in text_of(result)


@pytest.mark.simcord(check_errors=False)
@pytest.mark.usefixtures("ukrainian_member")
async def test_a_refusal_is_in_the_askers_language(world: World) -> None:
    result = await world.alice.slash(world.channel, "related", article="the")
    assert result.response is not None
    assert result.response.content.startswith("Так називається кілька статей")


async def test_a_message_is_answered_in_the_guilds_language(world: World) -> None:
    world.env.backend.get_guild(world.guild.id).preferred_locale = "uk"
    await world.configure({})
    await world.alice.send(world.channel, f"{world.mention} {QUESTION}")
    (reply,) = world.replies()
    assert "абзац 1 з 2" in text_of(reply)


@pytest.mark.usefixtures("ukrainian_guild")
async def test_the_buttons_are_in_the_language_of_the_pages(world: World) -> None:
    for number in range(40):
        world.seed(f"{number}.txt", f"Text of it.\n\nRelated:\n- Story {number}\n")
    await world.reload()
    result = await world.alice.slash(world.channel, "related")
    assert result.response is not None
    await world.alice.click(result.response, label="Далі")
    assert "-# Сторінка 2 з" in text_of(result)


async def test_discord_is_given_the_commands_in_every_language(world: World) -> None:
    commands = await world.bot.tree.fetch_commands()
    ask = next(one for one in commands if one.name == "ask")
    names = {str(locale): name for locale, name in ask.name_localizations.items()}
    assert names == named("commands.ask.name")
    assert names["uk"] == "запитати"
    descriptions = {str(locale): text for locale, text in ask.description_localizations.items()}
    assert descriptions == named("commands.ask.description")
    menu = next(one for one in commands if one.name == "Find in articles")
    assert {str(locale): name for locale, name in menu.name_localizations.items()} == named(
        "commands.Find in articles.name"
    )
    question = ask.options[0]
    assert question.name == "question"
    localizations = getattr(question, "name_localizations", {})
    parameters = {str(locale): name for locale, name in localizations.items()}
    assert parameters == named("commands.ask.parameters.question.name")
    assert parameters["uk"] == "запитання"

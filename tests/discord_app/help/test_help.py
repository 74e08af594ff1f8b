import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from simcord import InteractionResult

from bot.articles.model import Article
from bot.discord_app.help.card import help_card
from bot.discord_app.locales import Languages
from bot.discord_app.ui import limits
from bot.discord_app.ui.mentions import CommandMentions
from bot.retrieval.retriever import CorpusRetriever
from tests.discord_app.admins import AdminDesk
from tests.discord_app.conftest import World, buttons_of, text_of

LANGUAGES = Languages.load()


def section(result: InteractionResult, name: str) -> str:
    """Return what stands below a heading of the card."""
    return text_of(result).partition(f"**{name}**\n")[2].partition("\n**")[0]


async def get_help(world: World) -> InteractionResult:
    return await world.alice.slash(world.channel, "help")


async def ids(world: World) -> dict[str, int]:
    return {one.name: one.id for one in await world.bot.tree.fetch_commands()}


async def test_only_the_one_who_needs_help_sees_it(world: World) -> None:
    assert (await get_help(world)).ephemeral


async def test_it_names_the_commands_so_that_they_can_be_pressed(world: World) -> None:
    shown = await get_help(world)
    known = await ids(world)
    assert f"</ask:{known['ask']}> and your question" in section(shown, "How to ask")
    assert f"</related:{known['related']}>" in section(shown, "How to read more")


async def test_after_a_restart_without_a_sync_they_still_can(world: World) -> None:
    await world.configure({})
    assert "</ask:" in section(await get_help(world), "How to ask")


@pytest.mark.simcord(check_errors=False)
async def test_where_discord_does_not_tell_the_ids_they_are_named_plainly(world: World) -> None:
    (world.folder / "commands.json").unlink()
    world.env.inject_error("PUT", "/applications/*/commands", status=403, code=50001)
    await world.configure({})
    assert "`/ask` and your question" in section(await get_help(world), "How to ask")


async def test_those_who_run_the_bot_are_told_how(world: World) -> None:
    desk = AdminDesk(world)
    await desk.configure()
    shown = section(await desk.admin.slash(world.channel, "help"), "For admins")
    commands = ("seeds add", "seeds list", "seeds check", "insight", "settings")
    assert [name for name in commands if f"</{name}:" not in shown] == []
    assert "run me" not in text_of(await get_help(world))


async def test_it_gives_a_question_that_is_answered(world: World) -> None:
    how = section(await get_help(world), "How to ask")
    example = how.split("such as **")[1].split("**")[0]
    answer = await world.alice.slash(world.channel, "ask", question=example)
    assert "> " in text_of(answer)


async def test_after_a_reload_the_question_is_about_the_articles_of_now(world: World) -> None:
    before = section(await get_help(world), "How to ask")
    assert before == section(await get_help(world), "How to ask")
    (world.folder / "seeds" / "bridge.txt").unlink()
    world.seed("apples.txt", "Ada Roe said that the harvest was the largest in ten years.\n")
    await world.reload()
    assert "What did Ada Roe say?" in section(await get_help(world), "How to ask")


async def test_it_says_where_a_question_alone_is_enough(world: World) -> None:
    await world.configure({"question_channels": [world.channel.id]})
    assert "- in this channel, just your question" in section(await get_help(world), "How to ask")
    elsewhere = await world.alice.slash(world.guild.create_text_channel("other"), "help")
    assert "in this channel" not in text_of(elsewhere)


async def test_it_says_what_the_button_below_an_answer_is_called(world: World) -> None:
    reading = section(await get_help(world), "How to read more")
    answer = await world.alice.slash(world.channel, "ask", question="When did the bridge open?")
    assert f"**{buttons_of(answer)[0].label}** below an answer" in reading


async def test_it_lists_the_articles_newest_first_with_their_number(world: World) -> None:
    world.seed("new.txt", "---\ntitle: The newest\npublished: 2026-01-02\n---\nIt is new.\n")
    await world.reload()
    lines = section(await get_help(world), "What I know").split("\n")
    assert lines == [
        "3 articles, 4 sentences",
        "- The newest · <t:1767355200:D>",
        "- [The bridge opens](https://example.org/bridge) · The Courier · <t:1742644800:D>",
        "- Apples of the valley",
    ]


async def test_of_many_articles_it_lists_a_few_and_says_where_all_are(world: World) -> None:
    for number in range(20):
        world.seed(f"{number}.txt", f"---\ntitle: Report {number}\n---\nText {number}.\n")
    await world.reload()
    lines = section(await get_help(world), "What I know").split("\n")
    assert len(lines) == 7
    assert lines[-1] == f"… all 22: </sources:{(await ids(world))['sources']}>"


async def test_it_says_what_is_stored_and_where_to_see_it(world: World) -> None:
    stored = section(await get_help(world), "What is stored")
    assert stored.startswith("Your questions are stored.")
    assert f"</privacy:{(await ids(world))['privacy']}>" in stored


async def test_without_a_query_log_it_says_that_nothing_is_stored(world: World) -> None:
    await world.configure_without_log()
    assert section(await get_help(world), "What is stored").startswith("Nothing.")


async def test_one_who_calls_the_bot_and_asks_nothing_is_led_to_it(world: World) -> None:
    await world.alice.send(world.channel, world.mention)
    (reply,) = world.replies()
    known = await ids(world)
    assert f"</ask:{known['ask']}>" in reply.content
    assert f"</help:{known['help']}>" in reply.content


long_texts = st.text(st.characters(codec="utf-8"), max_size=600)


@settings(deadline=None)
@given(
    st.lists(
        st.builds(
            Article,
            name=st.uuids().map(str),
            title=long_texts,
            paragraphs=st.just(("One sentence.",)),
            url=st.none() | st.integers(1, 500).map(lambda size: "https://e.org/" + "a" * size),
            publisher=st.none() | long_texts,
            published=st.none() | st.dates(),
        ),
        max_size=7,
    ),
    st.none() | long_texts,
    st.sampled_from(sorted(LANGUAGES.by_code)),
)
def test_any_articles_keep_the_limits(
    articles: list[Article], example: str | None, code: str
) -> None:
    card = help_card(
        CorpusRetriever.build(articles),
        example,
        me="<@123456789012345678>",
        mentions=CommandMentions(),
        every_question=True,
        keeps_log=True,
        for_admin=True,
        language=LANGUAGES.of(code),
    )
    assert card.content_length() <= limits.MESSAGE_TEXTS_TOTAL

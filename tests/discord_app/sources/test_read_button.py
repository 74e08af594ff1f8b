import pytest
from simcord import InteractionResult

from bot.articles.model import Article
from bot.discord_app.locales import Languages
from bot.discord_app.sources.citations import citation_of
from bot.discord_app.sources.read_button import reading_card
from bot.discord_app.ui import limits
from bot.retrieval.retriever import CorpusRetriever
from tests.discord_app.ask.test_cards import texts_of
from tests.discord_app.conftest import World, buttons_of, text_of
from tests.discord_app.discord_markdown import bold, displayed

QUESTION = "When did the new bridge open?"
OPENED = "The new bridge over the river opened on Monday, the mayor said, according to AP."
COST = "It cost nine million euros and took four years to build."
SOURCE = "-# [The bridge opens](https://example.org/bridge) · The Courier · <t:1742644800:D>"
CONTEXT = "Show in context"


async def ask(world: World, question: str = QUESTION) -> InteractionResult:
    return await world.alice.slash(world.channel, "ask", question=question)


async def open_context(world: World, asked: InteractionResult | None = None) -> InteractionResult:
    asked = asked or await ask(world)
    assert asked.response is not None
    return await world.alice.click(asked.response, label=CONTEXT)


def labels(result: InteractionResult) -> dict[str, bool]:
    """The labels of the buttons, and whether each can be pressed."""
    return {button.label or "": not button.disabled for button in buttons_of(result)}


async def test_the_paragraph_is_shown_with_the_sentence_marked(world: World) -> None:
    context = await open_context(world)
    assert text_of(context) == f"{SOURCE}\n**{OPENED}**\n-# Paragraph 1 of 2"


async def test_only_the_one_who_pressed_sees_it(world: World) -> None:
    bob = world.guild.add_member(world.env.create_user("bob"))
    asked = await ask(world)
    assert asked.response is not None
    context = await bob.click(asked.response, label=CONTEXT)
    assert context.ephemeral
    assert len(world.replies()) == 1


async def test_only_the_sentence_is_marked_in_a_longer_paragraph(world: World) -> None:
    world.seed("bridge.txt", f"It was a *grand* day. {OPENED} People cheered.\n")
    await world.reload()
    context = await open_context(world)
    paragraph = text_of(context).split("\n")[1]
    assert bold(paragraph) == [OPENED]
    assert displayed(paragraph) == f"It was a *grand* day. {OPENED} People cheered."


async def test_the_paragraphs_before_and_after_are_walked_to_in_the_same_message(
    world: World,
) -> None:
    context = await open_context(world)
    assert context.response is not None
    await world.alice.click(context.response, label="Next")
    assert text_of(context).split("\n")[1:] == [COST, "-# Paragraph 2 of 2"]
    await world.alice.click(context.response, label="Previous")
    assert text_of(context).split("\n")[2] == "-# Paragraph 1 of 2"


async def test_nobody_walks_beyond_the_ends(world: World) -> None:
    context = await open_context(world)
    assert labels(context) == {"Previous": False, "Next": True}
    assert context.response is not None
    await world.alice.click(context.response, label="Next")
    assert labels(context) == {"Previous": True, "Next": False, "Back to the quote": True}


async def test_from_elsewhere_a_button_leads_back_to_the_quote(world: World) -> None:
    context = await open_context(world)
    assert context.response is not None
    await world.alice.click(context.response, label="Next")
    await world.alice.click(context.response, label="Back to the quote")
    assert OPENED in text_of(context)


async def test_an_article_of_one_paragraph_has_nowhere_to_walk_to(world: World) -> None:
    context = await open_context(world, await ask(world, "How many tons of apples in the valley?"))
    assert "Farmers harvested" in text_of(context)
    assert buttons_of(context) == []


async def test_each_quote_of_an_answer_can_be_jumped_to(world: World) -> None:
    question = "How many euros did the new bridge over the river cost, and who opened it?"
    context = await open_context(world, await ask(world, question))
    first = text_of(context)
    assert labels(context) | {"Quote 1": False, "Quote 2": True} == labels(context)
    assert context.response is not None
    await world.alice.click(context.response, label="Quote 2")
    assert text_of(context) != first
    assert not labels(context)["Quote 2"]
    await world.alice.click(context.response, label="Quote 1")
    assert text_of(context) == first


async def test_the_buttons_go_on_working_after_a_restart(world: World) -> None:
    asked = await ask(world)
    await world.configure({})
    context = await open_context(world, asked)
    await world.configure({})
    assert context.response is not None
    await world.alice.click(context.response, label="Next")
    assert COST in text_of(context)


async def test_the_buttons_go_on_working_weeks_later(world: World) -> None:
    asked = await ask(world)
    await open_context(world, asked)
    await world.env.advance_time(40 * 86_400)
    assert OPENED in text_of(await open_context(world, asked))


async def test_in_a_direct_message_it_works_as_well(world: World) -> None:
    asked = await world.alice.user.slash("ask", question=QUESTION)
    assert asked.response is not None
    context = await world.alice.user.click(asked.response, label=CONTEXT)
    assert OPENED in text_of(context)


@pytest.mark.simcord(check_errors=False)
async def test_of_an_article_that_is_gone_it_is_said(world: World) -> None:
    asked = await ask(world)
    (world.folder / "seeds" / "bridge.txt").unlink()
    await world.reload()
    context = await open_context(world, asked)
    assert text_of(context) == "This article is no longer loaded."
    assert context.ephemeral


@pytest.mark.simcord(check_errors=False)
async def test_of_a_sentence_that_was_changed_it_is_said(world: World) -> None:
    asked = await ask(world)
    world.seed("bridge.txt", "---\ntitle: Opening\n---\nThe new bridge opened on Sunday.\n")
    await world.reload()
    context = await open_context(world, asked)
    assert text_of(context) == (
        "This sentence is no longer in “Opening”: the article has changed since then."
    )


async def test_a_sentence_that_was_moved_is_found_and_the_change_is_said(world: World) -> None:
    asked = await ask(world)
    world.seed("bridge.txt", f"A new beginning.\n\n{OPENED}\n")
    await world.reload()
    context = await open_context(world, asked)
    assert text_of(context).split("\n")[1:] == [
        f"**{OPENED}**",
        "-# Paragraph 2 of 2 · edited since this was quoted",
    ]


async def test_walking_goes_no_further_than_a_shortened_article(world: World) -> None:
    context = await open_context(world)
    world.seed("bridge.txt", f"{OPENED}\n")
    await world.reload()
    assert context.response is not None
    await world.alice.click(context.response, label="Next")
    assert "-# Paragraph 1 of 1" in text_of(context)


@pytest.mark.simcord(check_errors=False)
async def test_outside_the_allowed_channels_nothing_is_opened(world: World) -> None:
    asked = await ask(world)
    other = world.guild.create_text_channel("other")
    await world.configure({"allowed_channels": [other.id]})
    refused = await open_context(world, asked)
    assert refused.ephemeral
    assert other.mention in text_of(refused)


def test_of_a_huge_paragraph_the_part_around_the_sentence_is_shown() -> None:
    paragraph = "Word on word. " * 1_000 + "The *needle* is here. " + "More and more. " * 1_000
    corpus = CorpusRetriever.build([Article("a.txt", "Title", (paragraph,))])
    needle = next(one for one in corpus.passages if "needle" in one.text)
    card = reading_card(corpus, (citation_of(needle),), 0, 0, Languages.load().default)
    _, text, _ = texts_of(card)
    assert bold(text) == ["The *needle* is here."]
    assert text[0] == text[-1] == "…"
    assert displayed(text).strip("…") in paragraph
    assert sum(map(len, texts_of(card))) <= limits.MESSAGE_TEXTS_TOTAL

"""The buttons of a message that one person alone sees, pressed by another as a client may forge."""

from simcord import InteractionResult

from tests.discord_app.admins import AdminDesk
from tests.discord_app.conftest import World, buttons_of, text_of

QUESTION = "When did the new bridge open?"


async def private_messages(world: World) -> list[InteractionResult]:
    """Return one of every kind that Alice alone sees."""
    answer = await world.alice.slash(world.channel, "ask", question=QUESTION, private=True)
    assert answer.response is not None
    opened = [
        await world.alice.click(answer.response, label=label)
        for label in ("Show in context", "Related stories")
    ]
    commands = ("sources", "privacy", "help")
    return [answer, *opened, *[await world.alice.slash(world.channel, one) for one in commands]]


async def test_no_button_of_a_private_message_works_for_another(world: World) -> None:
    for number in range(20):
        world.seed(f"{number}.txt", f"The harbour number {number} froze.\n\nIt thawed.\n")
    await world.reload()
    desk, bob = AdminDesk(world), world.guild.add_member(world.env.create_user("bob"))
    kinds: set[str] = set()
    for shown in await private_messages(world):
        assert shown.ephemeral
        before = text_of(shown)
        for button in buttons_of(shown):
            if button.custom_id is None or button.disabled:
                continue
            data = {"custom_id": button.custom_id, "component_type": 2}
            pressed = await desk.forge(bob, shown, data)
            assert pressed.ephemeral, button
            assert text_of(pressed) == "This message is for somebody else.", button
            kinds.add(button.custom_id.split(":")[1])
        assert text_of(shown) == before
    assert kinds >= {"read", "related", "vote", "share", "turn", "page", "privacy"}
    assert world.replies() == []

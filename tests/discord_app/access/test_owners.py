"""Who owns the application, while its team changes."""

from types import SimpleNamespace
from typing import cast

import discord
import pytest

from bot.discord_app.access import permission_check as module
from bot.discord_app.access.permission_check import Owners


class Client:
    """A client whose application has an owner, as Discord says now and said at login."""

    def __init__(self) -> None:
        self.owner, self.is_down, self.reads = 1, False, 0
        self.application = self._application()

    def _application(self) -> SimpleNamespace:
        return SimpleNamespace(team=None, owner=SimpleNamespace(id=self.owner))

    async def application_info(self) -> SimpleNamespace:
        self.reads += 1
        if self.is_down:
            raise TimeoutError
        return self._application()


@pytest.fixture
def client() -> Client:
    return Client()


async def owners(of: Owners, client: Client) -> frozenset[int]:
    return await of.read(cast("discord.Client", client))


async def test_who_is_no_owner_any_more_is_none_without_a_restart(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_FRESH_SECONDS", 0.0)
    known = Owners()
    assert await owners(known, client) == {1}
    client.owner = 2
    assert await owners(known, client) == {2}


async def test_discord_is_not_asked_again_for_a_few_seconds(client: Client) -> None:
    known = Owners()
    for _ in range(5):
        await owners(known, client)
    assert client.reads == 1


async def test_while_discord_does_not_say_it_is_as_was_said_last(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_FRESH_SECONDS", 0.0)
    known = Owners()
    client.is_down = True
    assert await owners(known, client) == {1}  # as at login

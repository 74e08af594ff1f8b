"""An admin beside the others, and what they see of the commands that are for admins."""

from collections.abc import Iterable
from typing import Any

import discord
from simcord import ChannelHandle, InteractionResult, MemberActor, RoleHandle, UserHandle
from simcord.actors import _component_interaction
from simcord.results import ResponseMessage

from bot.common.errors import VerbatimError
from tests.discord_app.conftest import Settings, World


class AdminDesk:
    """A world in which members with a role are admins, and one has it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.env = world.env
        everything = discord.Permissions(manage_guild=True)
        self.role = world.guild.create_role("librarians", permissions=everything)
        self.admin: MemberActor = self.add_admin("ann")

    async def configure(self, **sections: Settings) -> None:
        """Restart the bot with the role's holders as admins."""
        await self.world.configure({"admins": {"roles": [self.role.id]}}, **sections)

    def add_admin(self, name: str) -> MemberActor:
        return self.world.guild.add_member(self.env.create_user(name), roles=[self.role])

    def dismiss(self, admin: MemberActor) -> None:
        """Take the role away, as an admin of the server may at any moment."""
        self.env.backend.remove_member_role(self.world.guild.id, admin.id, self.role.id)

    async def open_to_all(self) -> None:
        """Let everybody use the commands, as an admin of the server may."""
        for command in await self.world.bot.tree.fetch_commands():
            everybody = self.world.guild.default_role
            permissions: dict[RoleHandle | ChannelHandle | UserHandle | MemberActor, bool] = {
                everybody: True
            }
            self.world.guild.set_command_permissions(command, permissions)

    async def press(self, result: InteractionResult, label: str) -> InteractionResult:
        assert result.response is not None
        return await self.admin.click(result.response, label=label)

    async def forge_press(
        self, actor: MemberActor, result: InteractionResult, label: str
    ) -> InteractionResult:
        """Press a button of a message that one cannot see, as a modified client can."""
        (custom_id,) = [one["custom_id"] for one in buttons(result) if one.get("label") == label]
        return await self.forge(actor, result, {"custom_id": custom_id, "component_type": 2})

    async def forge(
        self, actor: MemberActor, result: InteractionResult, data: dict[str, Any]
    ) -> InteractionResult:
        """Send what no button or list of a message has, as a modified client can."""
        assert result.response is not None
        stored = self.env.backend.get_message(self.world.channel.id, result.response.id)
        forged: InteractionResult = await _component_interaction(actor, stored, data)
        return forged


def buttons(result: InteractionResult) -> list[dict[str, Any]]:
    assert result.response is not None
    rows = result.response.components
    return [button for row in rows for button in row.get("components", [])]


def labels(result: InteractionResult) -> list[str]:
    return [button["label"] for button in buttons(result) if "label" in button]


def shown(message: ResponseMessage) -> str:
    parts = [message.content]
    for embed in message.embeds:
        parts += [embed.title or "", embed.description or ""]
        parts += [f"{field.name}: {field.value}" for field in embed.fields]
        parts.append(embed.footer.text or "")
    return "\n".join(part for part in parts if part)


def text_of(result: InteractionResult) -> str:
    """Return all that somebody sees of the answer to what they did, who alone may see it."""
    messages = [*([result.response] if result.response else []), *result.followups]
    assert all(message.ephemeral for message in messages)
    assert all(message.message.mentions == [] for message in messages)
    return "\n".join(map(shown, messages))


def is_refused(result: InteractionResult) -> bool:
    return "Only the people who run this bot may do this" in text_of(result)


def only_told(errors: Iterable[BaseException]) -> bool:
    """Whether errors were such as people are told of, rather than defects."""
    causes = (getattr(error, "original", error) for error in errors)
    return all(isinstance(cause, VerbatimError) for cause in causes)

"""Admin and channel rules, over Discord's ids alone."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Self

import discord

from bot.discord_app.locales import Language
from bot.discord_app.ui.received import Interaction

_TEAM_ROLES = (discord.TeamMemberRole.admin, discord.TeamMemberRole.developer)


@dataclass(frozen=True, slots=True)
class Requester:
    """The user and place of a request; `guild_id` is None in a direct message."""

    user_id: int
    guild_id: int | None
    role_ids: frozenset[int]
    manages_guild: bool


@dataclass(frozen=True, slots=True)
class AdminRule:
    """Who is an admin: listed users, members with listed roles, and managers of listed guilds.

    Discord's own permissions of a command are only a hint: a guild's admins can change them,
    and they do not apply in direct messages.
    """

    users: frozenset[int]
    roles: frozenset[int]
    guilds: frozenset[int]

    @classmethod
    def of(cls, users: Iterable[int], roles: Iterable[int], guilds: Iterable[int]) -> Self:
        """Make the rule from the configured ids."""
        return cls(frozenset(users), frozenset(roles), frozenset(guilds))

    def allows(self, requester: Requester, owners: frozenset[int]) -> bool:
        """Whether someone is an admin; the application's owners always may."""
        if requester.user_id in owners | self.users:
            return True
        if requester.guild_id is None:
            return False
        if requester.role_ids & self.roles:
            return True
        return requester.manages_guild and requester.guild_id in self.guilds


@dataclass(frozen=True, slots=True)
class ChannelRule:
    """Where the bot answers: everywhere, or only in the allowed channels and their threads.

    `allowed_in` returns the allowed channels of a guild; an empty set allows all. Direct messages
    are always allowed. Slash commands also arrive from channels that the bot cannot see, so
    Discord's own permissions are not enough.
    """

    allowed_in: Callable[[int | None], frozenset[int]]

    def allows(self, guild_id: int | None, channel_ids: frozenset[int]) -> bool:
        """Whether to answer; `channel_ids` are as `channel_ids_of` returns them."""
        allowed = self.allowed_in(guild_id)
        return guild_id is None or not allowed or bool(allowed & channel_ids)


def refusal(channel_ids: Iterable[int], language: Language) -> str:
    """Name up to 20 channels of the same guild in which the bot answers."""
    most = 20
    channels = [f"<#{channel_id}>" for channel_id in sorted(channel_ids)]
    if not channels:
        return language.say("refusals.no_channel")
    listed = ", ".join(channels[:most]) + (", …" if len(channels) > most else "")
    return language.say("refusals.other_channels", channels=listed)


def requester_of(interaction: Interaction) -> Requester:
    """Read the requester from an interaction, which Discord has authenticated."""
    roles = interaction.user.roles if isinstance(interaction.user, discord.Member) else ()
    permissions = interaction.permissions
    return Requester(
        user_id=interaction.user.id,
        guild_id=interaction.guild_id,
        role_ids=frozenset(role.id for role in roles),
        manages_guild=permissions.manage_guild or permissions.administrator,
    )


def owners_of(application: discord.AppInfo | None) -> frozenset[int]:
    """Return the owners of an application: a user, or a team's owner, admins and developers."""
    if application is None:
        return frozenset()
    if application.team is None:
        return frozenset({application.owner.id})
    members = (
        member.id
        for member in application.team.members
        if member.role in _TEAM_ROLES
        and member.membership_state is discord.TeamMembershipState.accepted
    )
    owner = application.team.owner_id
    return frozenset(members) | (frozenset() if owner is None else {owner})


def channel_ids_of(channel: object, channel_id: int | None) -> frozenset[int]:
    """Return the id of a channel and, if it is a thread, that of the channel it is in."""
    parent = channel.parent_id if isinstance(channel, discord.Thread) else None
    return frozenset(one for one in (channel_id, parent) if one is not None)

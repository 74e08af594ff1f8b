from unittest.mock import Mock

import discord
import pytest

from bot.discord_app.access.channels import AdminRule, ChannelRule, Requester, owners_of, refusal
from bot.discord_app.locales import Languages

ENGLISH = Languages.load().default
OWNER, USER, ROLE, GUILD = 1, 2, 3, 4
RULE = AdminRule.of(users=[USER], roles=[ROLE], guilds=[GUILD])


def requester(
    user_id: int = 9,
    guild_id: int | None = GUILD,
    roles: tuple[int, ...] = (),
    manages: bool = False,
) -> Requester:
    return Requester(user_id, guild_id, frozenset(roles), manages)


@pytest.mark.parametrize(
    ("who", "is_allowed"),
    [
        pytest.param(requester(OWNER), True, id="owner"),
        pytest.param(requester(OWNER, guild_id=None), True, id="owner, directly"),
        pytest.param(requester(USER), True, id="user"),
        pytest.param(requester(USER, guild_id=None), True, id="user, directly"),
        pytest.param(requester(roles=(8, ROLE)), True, id="role"),
        pytest.param(requester(guild_id=7, roles=(ROLE,)), True, id="role in another guild"),
        pytest.param(requester(manages=True), True, id="manager of a listed guild"),
        pytest.param(requester(guild_id=7, manages=True), False, id="manager of another guild"),
        pytest.param(requester(), False, id="member"),
        pytest.param(requester(guild_id=None), False, id="anybody, directly"),
        pytest.param(requester(guild_id=None, manages=True), False, id="manager of nothing"),
        pytest.param(requester(roles=(8,)), False, id="another role"),
    ],
)
def test_reloading_is_for_owners_and_those_in_the_configuration(
    who: Requester, is_allowed: bool
) -> None:
    assert RULE.allows(who, frozenset({OWNER})) is is_allowed


def test_without_configuration_only_owners_may_reload() -> None:
    rule = AdminRule.of([], [], [])
    assert not rule.allows(requester(roles=(ROLE,), manages=True), frozenset({OWNER}))
    assert rule.allows(requester(OWNER), frozenset({OWNER}))


@pytest.mark.parametrize(
    ("allowed", "guild_id", "channels", "is_allowed"),
    [
        pytest.param([], GUILD, {5}, True, id="everywhere"),
        pytest.param([5], GUILD, {5}, True, id="allowed"),
        pytest.param([5], GUILD, {6, 5}, True, id="thread of an allowed channel"),
        pytest.param([5], GUILD, {6}, False, id="another channel"),
        pytest.param([5], None, {6}, True, id="direct message"),
        pytest.param([5], GUILD, set(), False, id="unknown channel"),
    ],
)
def test_answers_are_given_in_the_allowed_channels(
    allowed: list[int], guild_id: int | None, channels: set[int], is_allowed: bool
) -> None:
    rule = ChannelRule(lambda _: frozenset(allowed))
    assert rule.allows(guild_id, frozenset(channels)) is is_allowed


@pytest.mark.parametrize("count", [0, 1, 20, 21, 1_000])
def test_a_refusal_fits_a_message_however_many_channels_it_names(count: int) -> None:
    assert len(refusal(range(10**18, 10**18 + count), ENGLISH)) <= 2_000


def test_the_owner_of_an_application_is_its_user() -> None:
    user = {"id": "7", "username": "ann", "discriminator": "0", "avatar": None}
    application = app_info(owner=user, team=None)
    assert owners_of(application) == {7}


def test_of_a_team_the_owner_admins_and_developers_count() -> None:
    members = [
        member(11, role="admin"),
        member(12, role="developer"),
        member(13, role="read_only"),
        member(14, role="admin", state=1),
    ]
    team = {"id": "8", "name": "t", "icon": None, "owner_user_id": "10", "members": members}
    user = {"id": "8", "username": "team8", "discriminator": "0", "avatar": None}
    assert owners_of(app_info(owner=user, team=team)) == {10, 11, 12}


def test_before_the_login_nobody_is_an_owner() -> None:
    assert owners_of(None) == frozenset()


def member(user_id: int, *, role: str, state: int = 2) -> dict[str, object]:
    user = {"id": str(user_id), "username": "x", "discriminator": "0", "avatar": None}
    return {"user": user, "role": role, "membership_state": state, "permissions": ["*"]}


def app_info(**data: object) -> discord.AppInfo:
    """Build what discord.py makes of Discord's answer."""
    payload = {
        "id": "1",
        "name": "Verbatim",
        "description": "",
        "icon": None,
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0",
        "flags": 0,
        **data,
    }
    state = Mock()
    state.create_user = lambda data: discord.User(state=state, data=data)
    return discord.AppInfo(state, payload)  # type: ignore[arg-type]  # a plain dict

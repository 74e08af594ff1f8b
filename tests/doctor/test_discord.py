from pathlib import Path

import discord  # noqa: TID251 (what knows the bits)
import pytest

from bot.doctor.discord import PERMISSIONS, check_intents, check_permissions, check_token
from bot.doctor.model import Verdict
from tests.doctor.conftest import TOKEN, MakeConfig, verdicts


def test_a_token_of_the_right_form_names_its_application(make_config: MakeConfig) -> None:
    (finding,) = check_token(make_config(), {"DISCORD_TOKEN": TOKEN})
    assert (finding.verdict, finding.text) == (
        Verdict.FINE,
        "from DISCORD_TOKEN, of application 123456789012345678",
    )


@pytest.mark.parametrize(
    "token", ["no-token", "a.b", "a.b.c", "NoTokenAtAll.b.c", "Z.Z.Z", f"{TOKEN}.more", "Åå.b.c"]
)
def test_another_form_is_a_fault_and_is_not_shown(make_config: MakeConfig, token: str) -> None:
    (finding,) = check_token(make_config(), {"DISCORD_TOKEN": token})
    assert finding.verdict is Verdict.FAULT
    assert token not in f"{finding}"


def test_without_a_token_it_is_said_where_it_is_to_be_written(make_config: MakeConfig) -> None:
    (finding,) = check_token(make_config(), {})
    assert finding.verdict is Verdict.FAULT
    assert "discord.token_file" in finding.text


@pytest.mark.parametrize(
    ("mode", "expected"),
    [(0o600, [Verdict.FINE]), (0o644, [Verdict.FINE, Verdict.FAULT])],
    ids=["its owner's", "everybody's"],
)
def test_a_token_file_is_for_its_owner_only(
    make_config: MakeConfig, tmp_path: Path, mode: int, expected: list[Verdict]
) -> None:
    path = tmp_path / "token"
    path.write_text(TOKEN)
    path.chmod(mode)
    findings = list(check_token(make_config(discord={"token_file": path}), {}))
    assert verdicts(findings) == expected
    assert findings[-1].remedy == ("" if mode == 0o600 else f"chmod 600 {path}")


def test_question_channels_need_an_intent_to_be_switched_on(make_config: MakeConfig) -> None:
    (without,) = check_intents(make_config())
    (needed,) = check_intents(make_config(discord={"question_channels": [1]}))
    assert (without.verdict, needed.verdict) == (Verdict.FINE, Verdict.HINT)
    assert "Privileged Gateway Intents" in needed.remedy


def test_the_permissions_that_are_needed_are_told_with_an_invitation(
    make_config: MakeConfig,
) -> None:
    (told,) = check_permissions(make_config(), {"DISCORD_TOKEN": TOKEN})
    assert told.verdict is Verdict.FINE
    assert all(name in told.text for name in PERMISSIONS)
    wanted = discord.Permissions(
        view_channel=True,
        send_messages=True,
        send_messages_in_threads=True,
        read_message_history=True,
    )
    invitation = discord.utils.oauth_url(
        123456789012345678, permissions=wanted, scopes=("bot", "applications.commands")
    )
    assert told.text.endswith(f"; invite link: {invitation}")


def test_without_a_token_the_permissions_are_told_without_an_invitation(
    make_config: MakeConfig,
) -> None:
    (told,) = check_permissions(make_config(), {})
    assert "Send Messages" in told.text
    assert "https" not in told.text


def test_the_documentation_asks_for_the_same_permissions() -> None:
    page = Path(__file__).parents[2] / "docs" / "operating.md"
    text = " ".join(page.read_text("utf-8").split())
    *most, last = (f"*{name}*" for name in PERMISSIONS)
    assert f"the permissions {', '.join(most)} and {last}." in text

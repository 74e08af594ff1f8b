import logging
from pathlib import Path

import pytest

from bot.config import ConfigError
from bot.config.token import read_token

TOKEN = ".".join(["NoTokenAt" * 3, "OnlyIts", "Shape" * 8])


@pytest.fixture
def token_file(tmp_path: Path) -> Path:
    path = tmp_path / "token"
    path.write_text(TOKEN + "\n")
    path.chmod(0o600)
    return path


def test_the_environment_comes_first(token_file: Path) -> None:
    assert read_token(token_file, {"DISCORD_TOKEN": f" {TOKEN}2\n"}) == f"{TOKEN}2"


@pytest.mark.parametrize("environ", [{}, {"DISCORD_TOKEN": "  "}], ids=["unset", "blank"])
def test_without_the_variable_the_file_is_read(token_file: Path, environ: dict[str, str]) -> None:
    assert read_token(token_file, environ) == TOKEN


def test_a_byte_order_mark_and_white_space_are_no_part_of_the_token(token_file: Path) -> None:
    token_file.write_bytes(b"\xef\xbb\xbf  " + TOKEN.encode() + b" \r\n")
    assert read_token(token_file, {}) == TOKEN


def test_without_both_the_error_names_both_ways() -> None:
    with pytest.raises(ConfigError, match=r"(?s)DISCORD_TOKEN.*discord\.token_file"):
        read_token(None, {})


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b" \n", "is empty"),
        (b"Bot " + TOKEN.encode(), "without the word Bot"),
        (f"{TOKEN}\n{TOKEN}".encode(), "does not look like a bot token"),
        (f"{TOKEN}é".encode(), "does not look like a bot token"),
        (f"{TOKEN}\x00".encode(), "does not look like a bot token"),
        (TOKEN.encode() + b"\xff\xfe", "is not a text file"),
    ],
    ids=["empty", "prefix", "two lines", "not ASCII", "control character", "binary"],
)
def test_a_file_without_one_token_is_refused_and_not_shown(
    token_file: Path, content: bytes, message: str
) -> None:
    token_file.write_bytes(content)
    with pytest.raises(ConfigError, match=message) as caught:
        read_token(token_file, {})
    assert str(token_file) in str(caught.value)
    assert not shows_token(caught.value)


@pytest.mark.parametrize(
    "text",
    ["nonsense", "a.b.c", TOKEN.rpartition(".")[0], f"{TOKEN}.more", TOKEN.replace("S", "!")],
)
def test_a_text_without_the_form_of_a_token_is_refused_and_not_shown(text: str) -> None:
    with pytest.raises(ConfigError, match="does not look like a bot token") as caught:
        read_token(None, {"DISCORD_TOKEN": text})
    assert text not in str(caught.value).removeprefix("The text in the environment variable")


def test_a_variable_that_holds_no_token_is_not_shown() -> None:
    with pytest.raises(ConfigError, match="the environment variable DISCORD_TOKEN") as caught:
        read_token(None, {"DISCORD_TOKEN": f"Bot {TOKEN}"})
    assert not shows_token(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"missing \(discord\.token_file\) cannot be read"):
        read_token(tmp_path / "missing", {})


@pytest.mark.parametrize("folder", ["", "/etc/verbatim/"], ids=["alone", "after a folder"])
def test_a_token_in_the_place_of_its_file_is_not_shown(folder: str) -> None:
    with pytest.raises(ConfigError, match="looks like a token") as caught:
        read_token(Path(folder + TOKEN), {})
    assert not shows_token(caught.value)


@pytest.mark.parametrize(("mode", "warned"), [(0o600, False), (0o640, True), (0o604, True)])
def test_a_file_that_others_may_read_is_reported(
    token_file: Path, mode: int, warned: bool, caplog: pytest.LogCaptureFixture
) -> None:
    token_file.chmod(mode)
    with caplog.at_level(logging.WARNING):
        assert read_token(token_file, {}) == TOKEN
    assert [f"chmod 600 {token_file}" in message for message in caplog.messages] == [True] * warned
    assert TOKEN not in caplog.text


def shows_token(error: BaseException) -> bool:
    """Tell whether what a trace would print holds the token or the start of it."""
    return any(TOKEN[:9] in f"{told}{told!r}" for told in (error, error.__cause__))

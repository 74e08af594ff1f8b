import asyncio
import json
import os
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.discord_app.gateway.run import MISTAKE, STOPPED, UNREACHABLE
from bot.querylog.log import QueryLog
from bot.querylog.sqlite.store import SqliteStore
from tests import loopback
from tests.discord_app.conftest import BRIDGE
from tests.loopback.model import APPLICATION

PROJECT = Path(__file__).parents[3]
SCRIPT = Path(__file__).with_name("run_on_loopback.py")
WRONG = f"{loopback.TOKEN}-not"
QUESTION_CHANNELS = "discord:\n  question_channels: [1]\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A working directory with one seed file."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "bridge.txt").write_text(BRIDGE, "utf-8")
    configure(tmp_path)
    return tmp_path


def configure(folder: Path, more: str = "") -> None:
    """Write the configuration, without the models, whose loading these tests need not wait for."""
    (folder / "config.yaml").write_text(f"answers: {{semantic: false}}\n{more}", "utf-8")


@pytest.fixture
async def server() -> AsyncIterator[loopback.Loopback]:
    """A Discord that accepts the bot."""
    async with loopback.serve() as server:
        yield server


async def start(
    folder: Path, url: str, *argv: str, token: str = loopback.TOKEN
) -> asyncio.subprocess.Process:
    environ = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(PROJECT),
        "LOOPBACK": url,
        "DISCORD_TOKEN": token,
    }
    return await asyncio.create_subprocess_exec(
        *(sys.executable, str(SCRIPT), *argv),
        cwd=folder,
        env=environ,
        stderr=asyncio.subprocess.PIPE,
    )


async def finish(process: asyncio.subprocess.Process) -> tuple[int | None, str]:
    """Return the exit status and what was written to standard error."""
    _, said = await asyncio.wait_for(process.communicate(), 30)
    return process.returncode, said.decode()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=lambda one: one.name)
async def test_a_signal_closes_everything_and_ends_with_0(
    folder: Path, server: loopback.Loopback, number: signal.Signals
) -> None:
    process = await start(folder, server.url)
    await server.gateway.identified.wait()
    process.send_signal(number)
    assert await finish(process) == (STOPPED, "")
    await asyncio.wait_for(server.gateway.closed.wait(), 5)
    assert server.gateway.bot_close_code == 1000
    with closing(sqlite3.connect(folder / "data" / "verbatim.sqlite3")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


async def test_with_seeds_watch_a_saved_file_is_read_until_the_end(
    folder: Path, server: loopback.Loopback
) -> None:
    configure(folder, "seeds:\n  watch: true\n")
    process = await start(folder, server.url)
    await server.gateway.identified.wait()
    (folder / "seeds" / "bad.txt").write_bytes(b"")
    assert process.stderr is not None
    said = await process.stderr.readline()
    assert said.startswith(b"Rejected bad.txt: is empty")
    process.terminate()
    assert await finish(process) == (STOPPED, "")


async def test_it_asks_for_no_privileged_intent_by_default(
    folder: Path, server: loopback.Loopback
) -> None:
    process = await start(folder, server.url)
    await server.gateway.identified.wait()
    process.terminate()
    await finish(process)
    guilds, guild_messages, dm_messages = 1 << 0, 1 << 9, 1 << 12
    assert server.gateway.intents == guilds | guild_messages | dm_messages


async def test_a_second_start_does_not_sync_the_commands_again(
    folder: Path, server: loopback.Loopback
) -> None:
    for _ in range(2):
        server.gateway.identified.clear()
        process = await start(folder, server.url)
        await server.gateway.identified.wait()
        process.terminate()
        await finish(process)
    assert sum(one.startswith("PUT") for one in server.requests) == 1


async def test_a_start_logs_in_once(folder: Path, server: loopback.Loopback) -> None:
    process = await start(folder, server.url)
    await server.gateway.identified.wait()
    process.terminate()
    await finish(process)
    assert server.requests.count("GET /users/@me") == 1
    assert server.requests.count("GET /oauth2/applications/@me") == 1


async def test_a_wrong_token_ends_with_one_message_that_says_where_to_mend_it(
    folder: Path, server: loopback.Loopback
) -> None:
    status, said = await finish(await start(folder, server.url, token=WRONG))
    assert status == MISTAKE
    assert "DISCORD_TOKEN" in said
    assert "https://discord.com/developers/applications" in said
    assert said.count("\n") == 1


async def test_a_wrong_token_is_tried_once_before_the_articles_are_read_and_never_shown(
    folder: Path, server: loopback.Loopback
) -> None:
    (folder / "seeds" / "bridge.txt").write_bytes(b"")  # would be reported as rejected
    _, said = await finish(await start(folder, server.url, token=WRONG))
    assert server.requests == ["GET /users/@me"]
    assert "bridge.txt" not in said
    assert WRONG not in said


async def test_without_a_token_nothing_is_tried(folder: Path, server: loopback.Loopback) -> None:
    status, said = await finish(await start(folder, server.url, token=""))
    assert status == MISTAKE
    assert "DISCORD_TOKEN" in said
    assert server.requests == []


async def test_a_refused_intent_ends_with_one_message_that_says_where_to_mend_it(
    folder: Path, server: loopback.Loopback
) -> None:
    configure(folder, QUESTION_CHANNELS)
    status, said = await finish(await start(folder, server.url))
    assert status == MISTAKE
    assert "discord.question_channels" in said
    assert "Privileged Gateway Intents" in said
    assert said.count("\n") == 1
    assert "GET /gateway/" not in server.requests  # each connection counts, of 1,000 a day


@pytest.mark.parametrize("flag", [1 << 18, 1 << 19], ids=["verified", "in under 100 servers"])
async def test_a_granted_intent_is_asked_for(
    folder: Path, server: loopback.Loopback, monkeypatch: pytest.MonkeyPatch, flag: int
) -> None:
    monkeypatch.setitem(APPLICATION, "flags", flag)
    configure(folder, QUESTION_CHANNELS)
    process = await start(folder, server.url)
    await server.gateway.identified.wait()
    process.terminate()
    assert await finish(process) == (STOPPED, "")
    message_content = 1 << 15
    assert server.gateway.intents is not None
    assert server.gateway.intents & message_content


async def test_an_intent_that_is_taken_away_meanwhile_ends_with_the_same_message(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(APPLICATION, "flags", 1 << 19)
    configure(folder, QUESTION_CHANNELS)
    async with loopback.serve(close_code=4014) as server:
        status, said = await finish(await start(folder, server.url))
    assert (status, said.count("\n")) == (MISTAKE, 1)
    assert "Privileged Gateway Intents" in said


@pytest.mark.parametrize(
    ("code", "status", "text"),
    [
        pytest.param(4004, MISTAKE, "token", id="token reset meanwhile"),
        pytest.param(4012, UNREACHABLE, "code 4012", id="invalid version"),
    ],
)
async def test_a_gateway_that_closes_for_good_is_not_tried_again(
    folder: Path, code: int, status: int, text: str
) -> None:
    async with loopback.serve(close_code=code) as server:
        ended_with, said = await finish(await start(folder, server.url))
    assert (ended_with, text in said) == (status, True)
    assert server.requests.count("GET /gateway/") == 1


async def test_without_a_usable_seed_it_does_not_start(
    folder: Path, server: loopback.Loopback
) -> None:
    (folder / "seeds" / "bridge.txt").write_text("", "utf-8")
    status, said = await finish(await start(folder, server.url))
    assert status == MISTAKE
    assert "verbatim check" in said
    assert "GET /gateway/" not in server.requests


async def test_a_rejected_seed_is_told_and_the_rest_is_served(
    folder: Path, server: loopback.Loopback
) -> None:
    (folder / "seeds" / "empty.txt").write_text("", "utf-8")
    process = await start(folder, server.url)
    await server.gateway.identified.wait()
    process.terminate()
    status, said = await finish(process)
    assert status == STOPPED
    assert said.startswith("Rejected empty.txt: is empty")


async def test_a_signal_while_it_starts_ends_with_0(
    folder: Path, server: loopback.Loopback
) -> None:
    (folder / "seeds" / "empty.txt").write_text("", "utf-8")  # said once the seeds are read
    (folder / "data").mkdir()
    with closing(sqlite3.connect(folder / "data" / "verbatim.sqlite3")) as other:
        other.execute("BEGIN EXCLUSIVE")  # the query log waits for this
        process = await start(folder, server.url)
        assert process.stderr is not None
        await process.stderr.readline()
        process.terminate()
        status, said = await finish(process)
    assert (status, said) == (STOPPED, "")
    assert "GET /gateway/" not in server.requests


async def test_a_query_log_that_cannot_be_opened_stops_the_start(
    folder: Path, server: loopback.Loopback
) -> None:
    (folder / "data" / "verbatim.sqlite3").mkdir(parents=True)
    status, said = await finish(await start(folder, server.url))
    assert status == MISTAKE
    assert "verbatim.sqlite3" in said
    assert "GET /gateway/" not in server.requests


async def test_questions_older_than_a_year_go_while_it_runs(
    folder: Path, server: loopback.Loopback
) -> None:
    path = folder / "data" / "verbatim.sqlite3"
    insert = "INSERT INTO queries VALUES (?, ?, ?, 'discord', 1, 2, NULL, 'Why?', 0, 0.0, 'v', 1.0)"
    async with QueryLog.open(SqliteStore(path)):
        pass
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(insert, (1, "old", "2020-01-01T00:00:00.000Z"))
        connection.execute(insert, (2, "new", "9999-01-01T00:00:00.000Z"))
        process = await start(folder, server.url)
        async with asyncio.timeout(30):
            while len(left := connection.execute("SELECT key FROM queries").fetchall()) == 2:  # noqa: ASYNC110 - it tells no other way
                await asyncio.sleep(0.05)
    process.terminate()
    assert await finish(process) == (STOPPED, "")
    assert left == [("new",)]


async def test_a_discord_that_cannot_be_reached_is_told_without_a_trace(folder: Path) -> None:
    status, said = await finish(await start(folder, "127.0.0.1:9"))
    assert status == UNREACHABLE
    assert said.startswith("verbatim: Discord cannot be reached")
    assert "Traceback" not in said


async def test_in_json_each_line_is_an_object_also_the_last_word(
    folder: Path, server: loopback.Loopback
) -> None:
    configure(folder, "logging: {format: json}\n")
    (folder / "seeds" / "bridge.txt").write_bytes(b"")
    status, said = await finish(await start(folder, server.url, "run"))
    assert status == MISTAKE
    first, *_, last = [json.loads(line) for line in said.splitlines()]
    assert (first["level"], first["logger"]) == ("info", "bot.library.reloaded")
    assert last["level"] == "critical"
    assert "could be loaded" in last["message"]


async def test_in_json_a_wrong_token_is_the_first_and_last_word(
    folder: Path, server: loopback.Loopback
) -> None:
    configure(folder, "logging: {format: json}\n")
    status, said = await finish(await start(folder, server.url, "run", token=WRONG))
    assert status == MISTAKE
    (only,) = [json.loads(line) for line in said.splitlines()]
    assert only["level"] == "critical"
    assert "does not accept the bot's token" in only["message"]

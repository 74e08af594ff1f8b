import json
import logging
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from bot.common.logging_setup import JsonFormatter

ROOT = Path(__file__).parents[2]
PROGRAM = """
import logging, sys, warnings
from bot.common.logging_setup import configure_logging
configure_logging("info", sys.argv[1])
logging.getLogger("bot.library.live").info("Loaded %d articles", 2)
logging.getLogger("discord.gateway").info("Shard ID None has connected")
logging.getLogger("discord.client").warning("PyNaCl is not installed, voice will NOT be supported")
try:
    raise OSError("Cannot connect to host")
except OSError as error:
    told = "Attempting a reconnect for shard ID %s in %.2fs"
    logging.getLogger("discord.shard").error(told, 0, 1.5, exc_info=error)
warnings.warn("this is old", DeprecationWarning)
"""


def record_of(message: str, *args: object, **more: object) -> logging.LogRecord:
    record = logging.LogRecord("bot.library.live", logging.ERROR, __file__, 1, message, args, None)
    record.__dict__.update(more)
    return record


def written(record: logging.LogRecord) -> dict[str, str]:
    line = JsonFormatter().format(record)
    assert line.isprintable()
    fields = json.loads(line)
    assert isinstance(fields, dict)
    return fields


def said_with(log_format: str) -> list[str]:
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-W", "always", "-c", PROGRAM, log_format],
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stderr.splitlines()


def test_a_record_is_an_object_with_time_level_logger_and_message() -> None:
    fields = written(record_of("Loaded %d articles", 2))
    assert set(fields) == {"time", "level", "logger", "message"}
    assert (fields["level"], fields["logger"]) == ("error", "bot.library.live")
    assert fields["message"] == "Loaded 2 articles"
    assert datetime.fromisoformat(fields["time"]).tzinfo is not None


def test_the_reference_that_a_person_was_told_is_a_field() -> None:
    assert written(record_of("/ask failed", reference="0badcafe"))["reference"] == "0badcafe"


def test_a_trace_is_a_field() -> None:
    try:
        raise ValueError("the cause")
    except ValueError:
        fields = written(record_of("/ask failed", exc_info=sys.exc_info()))
    assert fields["trace"].startswith("Traceback")
    assert "the cause" in fields["trace"]


@pytest.mark.parametrize("text", ["two\nlines", "\x1b[31m", "\u2028", "\udcff", '{"level": "x"}'])
def test_no_message_breaks_the_line(text: str) -> None:
    assert written(record_of("%s", text))["message"] == text


def test_as_text_a_record_is_a_line_to_read() -> None:
    first, *_ = said_with("text")
    assert first.endswith(" INFO bot.library.live: Loaded 2 articles")


def test_an_attempt_to_connect_is_told_in_a_line_and_voice_not_at_all() -> None:
    _, second, third, *_ = said_with("text")
    assert second.endswith("reconnect for shard ID 0 in 1.50s: Cannot connect to host")
    assert "DeprecationWarning" in third


def test_as_json_also_warnings_are_objects_and_libraries_are_a_level_quieter() -> None:
    loggers = [json.loads(line)["logger"] for line in said_with("json")]
    assert loggers == ["bot.library.live", "discord.shard", "py.warnings"]

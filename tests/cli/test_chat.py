import os
import select
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path
from typing import Self

import pytest

from tests.cli.conftest import ROOT, Verbatim

UNTITLED = "Farmers harvested three thousand tons of apples in the valley.\n"


def replies(out: str) -> list[str]:
    """Take the greeting off, and give the replies."""
    return out.rstrip("\n").split("\n\n")[1:]


def test_the_greeting_names_what_is_loaded_and_a_question_that_is_answered(
    verbatim: Verbatim,
) -> None:
    result = verbatim("chat")
    assert (result.status, result.err) == (0, "")
    greeting = result.out.splitlines()
    assert greeting[0].startswith("Loaded 1 article (2 sentences).")
    assert greeting[1] == "Try: What did Mayor Novak say?"
    assert replies(verbatim("chat", stdin="What did Mayor Novak say?\n").out)[0].startswith(
        "The bridge over the Vltava opened on Monday, Mayor Novak said, according to AP.\n— "
    )


def test_an_article_without_speakers_is_greeted_with_its_title(
    verbatim: Verbatim, folder: Path
) -> None:
    (folder / "seeds" / "bridge.txt").write_text(
        "---\ntitle: Apples of the valley\n---\n" + UNTITLED
    )
    assert "Try: Apples of the valley\n" in verbatim("chat").out


def test_a_question_is_answered_as_elsewhere_and_nothing_is_echoed(verbatim: Verbatim) -> None:
    result = verbatim("chat", stdin="What did the bridge cost?\n")
    assert replies(result.out)[0] == (
        "The bridge over the Vltava opened on Monday, Mayor Novak said, according to AP.\n"
        "It cost nine million euros.\n"
        "— The bridge opens · The Courier · 22 March 2025 · paragraph 2"
    )


def test_blank_lines_are_no_questions(verbatim: Verbatim) -> None:
    assert replies(verbatim("chat", stdin="\n   \n").out) == []


def test_related_without_an_article_answered_from_lists_all(
    verbatim: Verbatim, folder: Path
) -> None:
    (folder / "seeds" / "x.txt").write_text(UNTITLED + "\nRelated:\n- Cider festival\n")
    (reply,) = replies(verbatim("chat", stdin="/related\n").out)
    assert "- Ferries on the Vltava stop · The Telegraph" in reply
    assert "- Cider festival" in reply


def test_related_after_an_answer_lists_those_of_its_article(
    verbatim: Verbatim, folder: Path
) -> None:
    (folder / "seeds" / "x.txt").write_text(UNTITLED + "\nRelated:\n- Cider festival\n")
    out = verbatim("chat", stdin="How many apples were harvested?\n/related\n").out
    assert replies(out)[-1].endswith("\n- Cider festival")
    assert "Ferries" not in replies(out)[-1]


@pytest.mark.parametrize(
    ("command", "reply"),
    [
        ("/related 1", "The bridge opens · The Courier · 22 March 2025\n- Ferries on the Vltava"),
        ("/related BRIDGE op", "The bridge opens · The Courier · 22 March 2025\n- Ferries on"),
        ("/related ferries", "- Ferries on the Vltava stop · The Telegraph"),
        ("/RELATED 1", "The bridge opens"),
        ("/related 2", "There is no article 2; /sources lists them."),
        ("/related 0", "There is no article 0"),
        ("/related 99999999999999999999", "There is no article 9999"),
        ("/related ²", "No headline is related to that."),
        ("/related goalkeeper", "No headline is related to that."),
        ("/sources", "1. The bridge opens · The Courier · 22 March 2025\n   2 paragraphs"),
        ("/help", "Ask about the articles"),
        ("/nonsense", "There is no command /nonsense. The commands are /related, "),
        ("/", "There is no command /."),
    ],
)
def test_a_command_has_its_reply(verbatim: Verbatim, command: str, reply: str) -> None:
    assert replies(verbatim("chat", stdin=f"{command}\n").out)[0].startswith(reply)


@pytest.mark.parametrize("word", ["/quit", "/exit", " /quit "])
def test_quitting_leaves_the_rest_unread(verbatim: Verbatim, word: str) -> None:
    result = verbatim("chat", stdin=f"{word}\nWhat did the bridge cost?\n")
    assert (result.status, replies(result.out)) == (0, [])


def test_every_question_is_logged_and_no_command(verbatim: Verbatim, folder: Path) -> None:
    verbatim("chat", stdin="What did the bridge cost?\n/sources\nWho is the goalkeeper?\n")
    with closing(sqlite3.connect(folder / "data" / "verbatim.sqlite3")) as database:
        rows = database.execute(
            "SELECT front_end, guild_id, channel_id, asker, question, answered FROM queries"
        ).fetchall()
    assert rows == [
        ("terminal", None, None, None, "What did the bridge cost?", 1),
        ("terminal", None, None, None, "Who is the goalkeeper?", 0),
    ]


def test_the_shipped_article_can_be_talked_about(verbatim: Verbatim) -> None:
    out = verbatim("chat", "--seeds", str(ROOT / "seeds"), stdin="/related\n").out
    assert "Try: " in out
    assert replies(out)[0].count("\n- ") == 6


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is POSIX's")
@pytest.mark.parametrize(
    ("key", "status"), [(b"\x04", 0), (b"\x03", 130)], ids=["Ctrl-D", "Ctrl-C"]
)
def test_a_person_is_prompted_and_ends_it_with_a_key(folder: Path, key: bytes, status: int) -> None:
    with Terminal("chat") as terminal:
        assert b"Loaded 1 article" in terminal.read_until(b"> ")
        terminal.press(b"What did the bridge cost?\r")
        shown = terminal.read_until(b"\n\r\n> ")
        assert b"nine million euros" in shown
        assert b"\x1b[2m" in shown
        assert terminal.press_until_it_ends(key).replace(b"^C", b"").strip() == b""
        assert terminal.wait() == status


class Terminal:
    """`verbatim` on a pseudo-terminal of its own, whose keys interrupt it and not the tests."""

    def __init__(self, command: str) -> None:
        program = (
            "import os, sys; os.login_tty(os.dup(0));"
            f" os.execv(sys.executable, [sys.executable, '-m', 'bot', '{command}'])"
        )
        self._ours, theirs = os.openpty()
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-c", program],
            env={"PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "90"},
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
        )
        os.close(theirs)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._ours)

    def press(self, keys: bytes) -> None:
        """Send keys."""
        os.write(self._ours, keys)

    def read_until(self, end: bytes) -> bytes:
        """Return what is shown up to some characters."""
        shown = b""
        while not shown.endswith(end):
            shown += os.read(self._ours, 1)
        return shown

    def press_until_it_ends(self, key: bytes) -> bytes:
        """Press a key, and again where nothing came of it; return what is shown meanwhile.

        Python does not notice an interrupt that comes just before it waits for a line.
        """
        shown = b""
        with suppress(OSError):  # Linux's way to say that the other end is closed
            while True:
                self.press(key)
                while select.select([self._ours], [], [], 2)[0]:
                    shown += os.read(self._ours, 1_024)
        return shown

    def wait(self) -> int:
        """Return the exit status."""
        return self._process.wait()


def test_the_other_passages_of_an_answer_are_shown_for_more(
    verbatim: Verbatim, folder: Path
) -> None:
    (folder / "seeds" / "mill.txt").write_text(
        "The old mill in Harwick burned down on Friday night.\n\n"
        "Crews fought the fire at the old mill in Harwick until it burned down on Friday.\n"
    )
    asked = "/more\nWhen did the old mill in Harwick burn down?\n/more\n"
    nothing, answer, offered, more = replies(verbatim("chat", stdin=asked).out)
    assert nothing == "There are no more passages."
    assert offered == "1 more passage: /more"
    assert "Friday" in answer
    assert "Friday" in more
    assert answer != more

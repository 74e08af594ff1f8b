"""Writes the transcripts in the README and in `docs/` again, from the program's own output.

    python -m tools.transcripts

A transcript is a fenced block below a comment that holds the command, and on further lines what
is typed while it runs:

    <!-- output: verbatim ask --seeds docs/sample "How long is the bridge?" -->

Each command runs on a terminal of its own, so a transcript shows what a reader who tries it sees.
"""

import os
import pty
import re
import shlex
import subprocess
import sys
import termios
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]

_COLUMNS = 92
_FOLDERS = ("docs", "seeds")  # what a command finds where it runs: no configuration, no query log
_SECONDS = 60.0  # one command may take that long
_PROMPT = b"> "
_BLOCK = re.compile(
    r"(?P<head><!-- output: (?P<command>[^\n]+?)(?P<typed>(?:\n[^\n]+?)*?)\s*-->\n+)"
    r"```(?P<language>\w*)\n.*?^```$",
    re.DOTALL | re.MULTILINE,
)


class TranscriptError(Exception):
    """A transcript names a command that cannot be run."""


def documents() -> list[Path]:
    """Return the files that may hold transcripts."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def renew(text: str) -> str:
    """Return a document with each transcript replaced by what its command prints now."""
    return _BLOCK.sub(_renew_block, text)


def _renew_block(match: re.Match[str]) -> str:
    shown = run(match["command"], match["typed"].strip("\n").split("\n") if match["typed"] else ())
    return f"{match['head']}```{match['language']}\n$ {match['command']}\n{shown}```"


def run(command: str, typed: Sequence[str] = ()) -> str:
    """Run a command of Verbatim's on a terminal, typing a line at each prompt; return the output.

    Raises TranscriptError if the command is not one of Verbatim's.
    """
    program, *arguments = shlex.split(command)
    if program != "verbatim":
        raise TranscriptError(f"Only verbatim can be run for a transcript, not {program}.")
    with TemporaryDirectory() as folder:
        for name in _FOLDERS:
            Path(folder, name).symlink_to(ROOT / name)
        output = _run(arguments, typed, folder)
    return "\n".join(line.rstrip() for line in output.decode().rstrip().split("\n")) + "\n"


def _run(arguments: Sequence[str], typed: Sequence[str], folder: str) -> bytes:
    ours, theirs = pty.openpty()
    _stop_translating_line_ends(theirs)
    process = subprocess.Popen(  # noqa: S603 - our own program, with the documents' arguments
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        stdin=theirs,
        stdout=theirs,
        stderr=subprocess.STDOUT,
        env={**os.environ, "COLUMNS": str(_COLUMNS), "NO_COLOR": "1", "TERM": "dumb"},
    )
    os.close(theirs)
    try:
        output = _converse(ours, typed)
        process.wait(_SECONDS)
    finally:
        process.kill()
        os.close(ours)
    return output


def _stop_translating_line_ends(terminal: int) -> None:
    attributes = termios.tcgetattr(terminal)
    attributes[1] &= ~termios.ONLCR
    termios.tcsetattr(terminal, termios.TCSANOW, attributes)


def _converse(terminal: int, typed: Sequence[str]) -> bytes:
    """Read all that a terminal shows, answering each prompt with the next line, then Ctrl-D."""
    waiting, output = [*(line.encode() + b"\n" for line in typed), b"\x04"], b""
    while part := _read(terminal):
        output += part
        if waiting and typed and output.endswith(_PROMPT):
            os.write(terminal, waiting.pop(0))
    return output.removesuffix(_PROMPT + b"\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65_536)
    except OSError:  # on Linux, the end of what the program writes
        return b""


def main() -> int:
    """Write the transcripts of all documents again; return the exit status."""
    for document in documents():
        before = document.read_text("utf-8")
        after = renew(before)
        if after != before:
            document.write_text(after, "utf-8")
            sys.stdout.write(f"Wrote {document.relative_to(ROOT)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

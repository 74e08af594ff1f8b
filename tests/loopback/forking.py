"""Starts the bot again and again, quickly: forks a process that has imported all of it already.

Each line of standard input names a folder and the address of the loopback server. The bot is run
there as by `launch`, what it tells goes to `said.txt`, and its process id is answered with a line.
At the end of the input, all of them must have ended.
"""

import os
import sys
from pathlib import Path

from bot.cli import main

# What the command line imports only then, and all that it imports.
from bot.discord_app.gateway import run as run
from tests.loopback.launch import find_discord


def _run_bot(folder: Path, address: str) -> int:
    os.chdir(folder)
    with Path("said.txt").open("a") as said:
        os.dup2(said.fileno(), 1)
        os.dup2(said.fileno(), 2)
    sys.stdin = Path(os.devnull).open()  # noqa: SIM115 - as a process of its own would have it
    find_discord(address)
    return main(["run"])


def _serve() -> None:
    processes = []
    for line in sys.stdin:
        folder, address = line.rsplit(maxsplit=1)
        process = os.fork()
        if not process:
            status = 70
            try:
                status = _run_bot(Path(folder), address)
            finally:
                os._exit(status)
        processes.append(process)
        sys.stdout.write(f"{process}\n")
        sys.stdout.flush()
    for process in processes:  # only now, so that until then no other process has its id
        os.waitpid(process, 0)


if __name__ == "__main__":
    _serve()

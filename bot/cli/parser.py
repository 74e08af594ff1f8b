"""The command line: commands and their arguments."""

import argparse
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from bot import __version__
from bot.cli.log_parser import ABOUT as LOG
from bot.cli.log_parser import add_log

_ABOUT = (
    "Answer questions about articles in the articles' own words, with a source for every sentence."
)
_ASK = (
    "Answer one question, or each line of standard input. Exit status: for one question, 0 if"
    " answered and 1 if not; for lines, 0; 2 for a usage or configuration error, or if no seed file"
    " could be loaded."
)
_CHECK = (
    "Load the seed files and show how each was read and what is wrong with it. Exit status: 1 if a"
    " file is rejected, 2 if there is no seed file."
)
_EVALUATE = (
    "Ask the questions in a YAML file and compare the answers with what you expect. The file is a"
    " list of 'question: …' and 'answer: …', where the answer is a phrase of the right sentence, a"
    " list of such phrases, or none if no article answers. Exit status: 1 if fewer than --at-least"
    " are as expected, 2 for an error in the usage, the configuration or the file, or if no seed"
    " file could be loaded."
)
_CHAT = "Ask questions in the terminal. /help lists further commands. No token is needed."
_RUN = (
    "Run the Discord bot. The token comes from the environment variable DISCORD_TOKEN or from the"
    " file named by discord.token_file in the configuration."
)
_PREVIEW = (
    "Try the bot in a browser, in a Discord simulated on this machine. Needs the extra"
    " 'preview' and no token. Without --config, the query log is deleted at the end."
)
_DOCTOR = (
    "Check everything the bot needs and explain how to fix what is missing. This covers what is"
    " installed, the configuration, the token, the seeds, the query log, and file permissions. Exit"
    " status: 1 if something needs fixing."
)
_HEALTH = (
    "Check that the running bot is healthy. It is if the gateway has acknowledged a heartbeat"
    " within the last minute, articles are loaded, and the query log can be written. Exit status: 1"
    " if it is not healthy, or not running."
)
_PUBLISH = (
    "Publish the articles on the PostgreSQL servers that retrieval names. Reads all files, indexes"
    " what has changed, and has the bots answer from the new version. They need neither the files"
    " nor the memory for them. Exit status: 1 if a file is rejected."
)
_SEEDS = "Change the articles that machines share on a PostgreSQL server."
_PUSH = (
    "Write a folder of articles to the server that storage names, and have the bots reload."
    " Replaced and removed files go to the trash."
)
_STORAGE = "Move the query log and the articles between this machine and PostgreSQL."
_COPY = (
    "Copy the query log, the settings of servers, the articles and their index, and compare them."
    " Next to an SQLite file, the articles are those of seeds.folder; a file that is there stays."
    " Stop the bot first; docs/scale.md explains the steps. Run it again to continue an interrupted"
    " copy. Exit status: 1 if the two differ."
)
_BACKUP = (
    "Copy the query log to a file, and its key next to it. The bot may be running."
    " docs/operating.md explains how to restore a backup."
)


class Options(argparse.Namespace):
    """The arguments; None or empty if not given."""

    command: str | None = None
    config: Path | None = None
    seeds: Path | None = None
    top: int | None = None
    json: bool = False
    explain: bool = False
    semantic: bool | None = None
    question: Sequence[str] = ()
    port: int = 0
    opens_browser: bool = True
    questions: Path = Path()
    at_least: float = 1.0
    action: str = ""
    days: int = 30
    csv: bool = False
    format: str = "csv"
    since: datetime | None = None
    user: int = 0
    older_than: int | None = None
    yes: bool = False
    file: Path = Path()
    folder: Path | None = None
    remove: bool = False
    source: str = ""
    target: str = ""


def make_parser() -> argparse.ArgumentParser:
    """Make the parser of all commands; on a usage error it ends the process with status 2."""
    parser = argparse.ArgumentParser(prog="verbatim", description=_ABOUT, allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    _add_config(parser, default=None)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")

    ask = _add_command(commands, "ask", _ASK)
    ask.add_argument(
        "question", nargs="*", metavar="QUESTION", help="quotes around it are optional"
    )
    ask.add_argument("--top", type=_positive, metavar="N", help="show at most N sentences")
    form = ask.add_mutually_exclusive_group()
    form.add_argument(
        "--json", action="store_true", help="print one JSON object per line; logs nothing"
    )
    form.add_argument(
        "--explain", action="store_true", help="show what was considered, and why; logs nothing"
    )
    _add_seeds(_add_command(commands, "check", _CHECK))
    for command in (ask, _add_evaluate(commands), _add_command(commands, "chat", _CHAT)):
        _add_seeds(command)
        _add_semantic(command)
    _add_command(commands, "run", _RUN)
    preview = _add_command(commands, "preview", _PREVIEW)
    _add_seeds(preview)
    preview.add_argument(
        "--port",
        type=_port,
        default=0,
        metavar="N",
        help="port on 127.0.0.1 (default: any free port)",
    )
    preview.add_argument(
        "--no-browser", dest="opens_browser", action="store_false", help="do not open a browser"
    )
    add_log(_add_command(commands, "log", LOG), _add_command)
    _add_command(commands, "doctor", _DOCTOR)
    _add_command(commands, "health", _HEALTH)
    _add_command(commands, "publish", _PUBLISH)
    _add_push(_add_command(commands, "seeds", _SEEDS))
    _add_storage(_add_command(commands, "storage", _STORAGE))
    backup = _add_command(commands, "backup", _BACKUP)
    backup.add_argument("file", type=Path, metavar="FILE", help="the copy; must not exist yet")
    return parser


def _add_push(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION", title="actions", required=True)
    push = _add_command(actions, "push", _PUSH)
    about = "the folder (default: seeds.folder)"
    push.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help=about)
    push.add_argument(
        "--remove", action="store_true", help="remove the files that the folder does not have"
    )


def _add_storage(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION", title="actions", required=True)
    copy = _add_command(actions, "copy", _COPY)
    for name, role in (("source", "FROM"), ("target", "TO")):
        copy.add_argument(name, metavar=role, help="an SQLite file, or a URL postgresql://...")


def _add_evaluate(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> argparse.ArgumentParser:
    evaluate = _add_command(commands, "evaluate", _EVALUATE)
    evaluate.add_argument(
        "questions", type=Path, metavar="FILE", help="the questions; see questions.example.yaml"
    )
    evaluate.add_argument(
        "--at-least",
        type=_share,
        default=Options.at_least,
        metavar="SHARE",
        help="share of questions that must be as expected, 0 to 1 (default: 1, all)",
    )
    evaluate.add_argument("--json", action="store_true", help="one JSON object")
    return evaluate


def _add_command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, about: str
) -> argparse.ArgumentParser:
    summary = about.partition(". ")[0].rstrip(".")
    command = commands.add_parser(name, help=summary, description=about, allow_abbrev=False)
    # No default: one would undo a --config that stands before the command.
    _add_config(command, default=argparse.SUPPRESS)
    return command


def _add_config(parser: argparse.ArgumentParser, default: str | None) -> None:
    parser.add_argument(
        "--config",
        type=Path,
        default=default,
        metavar="FILE",
        help="the configuration file (default: config.yaml if it exists)",
    )


def _add_seeds(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--seeds",
        type=Path,
        metavar="DIR",
        help="the folder of the seed files (default: seeds.folder)",
    )


def _add_semantic(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--semantic",
        action=argparse.BooleanOptionalAction,
        help="compare meanings as well as words, or do not (default: answers.semantic)",
    )


def _positive(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) > 0):
        raise argparse.ArgumentTypeError(f"expected a whole number, at least 1, not {text!r}")
    return int(text)


def _port(text: str) -> int:
    port = _positive(text)
    if port > 65_535:
        raise argparse.ArgumentTypeError(f"a port is at most 65535, not {text}")
    return port


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:  # also refuses NaN
        raise argparse.ArgumentTypeError(f"expected a number from 0 to 1, not {text!r}")
    return share

"""What may be written on the command line."""

import argparse
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from bot import __version__
from bot.cli.log_parser import ABOUT as LOG
from bot.cli.log_parser import add_log

_ABOUT = (
    "Answers questions about articles with the articles' own sentences, word for word, each with"
    " its attribution."
)
_ASK = (
    "Answer one question, or without one each line of standard input. Exit status: for a question"
    " 0 answered, 1 unanswered; for lines 0 once all were worked through; 2 for a mistake in usage"
    " or configuration, or where no seed could be loaded."
)
_CHECK = (
    "Load the seed files and say what each holds and what is wrong with it. Exit status: 1 where a"
    " file is rejected, 2 where there is no seed file."
)
_EVALUATE = (
    "Ask the questions of a YAML file and hold each answer to what is expected: a list of"
    " 'question: …' with 'answer: …', the phrase that the first sentence must contain, a list of"
    " such phrases, or none where no article answers. Exit status: 1 where fewer than --at-least"
    " come as expected, 2 for a mistake in usage, configuration or the file, or where no seed"
    " could be loaded."
)
_CHAT = "Talk in the terminal: questions, and commands that /help lists. No token is needed."
_RUN = (
    "Run the Discord bot. The token comes from the environment variable DISCORD_TOKEN or from the"
    " file that the configuration's discord.token_file names."
)
_PREVIEW = (
    "Try the bot in a browser, in a Discord that is simulated on this machine. Needs the extra"
    " 'preview' and no token. Without --config, the query log goes when the preview ends."
)
_DOCTOR = (
    "Look at all that the bot needs to run, and say how to mend what is not as needed: what is"
    " installed, the configuration, the token, the seeds, the query log, who may read them. Exit"
    " status: 1 where something is to be mended."
)
_HEALTH = (
    "Say whether the bot that runs here is healthy: the gateway has acknowledged a heartbeat within"
    " the last minute, articles are loaded, and the query log can be written. Exit status: 1 where"
    " it is not, or does not run."
)
_BACKUP = (
    "Copy the query log to a file, also while the bot runs, and beside it the key that tells people"
    " apart. The README says how to restore them."
)


class Options(argparse.Namespace):
    """What was written; None and empty where nothing was."""

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


def make_parser() -> argparse.ArgumentParser:
    """Make the parser of all commands; on a mistake it ends the process with status 2."""
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
    form.add_argument("--json", action="store_true", help="one JSON object a line; logs nothing")
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
        "--port", type=_port, default=0, metavar="N", help="on 127.0.0.1 (default: any free one)"
    )
    preview.add_argument(
        "--no-browser", dest="opens_browser", action="store_false", help="open no browser"
    )
    add_log(_add_command(commands, "log", LOG), _add_command)
    _add_command(commands, "doctor", _DOCTOR)
    _add_command(commands, "health", _HEALTH)
    backup = _add_command(commands, "backup", _BACKUP)
    backup.add_argument("file", type=Path, metavar="FILE", help="must not be there yet")
    return parser


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
        help="of the questions that must come as expected, 0 to 1 (1: all of them)",
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
        help="the configuration (config.yaml where present, else the defaults)",
    )


def _add_seeds(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--seeds", type=Path, metavar="DIR", help="the folder of the seed files (seeds.folder)"
    )


def _add_semantic(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--semantic",
        action=argparse.BooleanOptionalAction,
        help="compare meanings too, or not (answers.semantic)",
    )


def _positive(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) > 0):
        raise argparse.ArgumentTypeError(f"a whole number from 1 on is expected, not {text!r}")
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
    if not 0 <= share <= 1:  # not a number neither
        raise argparse.ArgumentTypeError(f"a number from 0 to 1 is expected, not {text!r}")
    return share

"""`verbatim preview`: the bot in a browser, in a simulated Discord."""

import sys
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from bot.cli.loading import load_seeds
from bot.cli.parser import Options
from bot.common.errors import VerbatimError
from bot.config import Config

_NEEDED = ("simcord", "markdown_it", "linkify_it", "PIL", "av")


class NoPreviewError(VerbatimError):
    """The packages of the preview are not installed."""

    def __init__(self, missing: str) -> None:
        super().__init__(
            f"The preview needs {missing}, which is not installed. Install it with:\n"
            f"{sys.executable} -m pip install '.[preview]'"
        )


def run(options: Options, config: Config) -> int:
    """Serve the preview until it is stopped. Raises NoPreviewError.

    Without a configuration named on the command line, the query log is deleted at the end.
    """
    for module in _NEEDED:
        if find_spec(module) is None:
            raise NoPreviewError(module)
    live = load_seeds(config, options.seeds)
    serving = import_module("bot.discord_app.preview.serving")
    serve = cast("Callable[..., int]", serving.run_preview)
    with TemporaryDirectory(prefix="verbatim-preview-") as folder:
        if options.config is None:
            log = config.log.model_copy(update={"path": Path(folder) / "verbatim.sqlite3"})
            config = config.model_copy(update={"log": log})
        return serve(config, live, port=options.port, opens_browser=options.opens_browser)

"""`verbatim seeds push`: writes a folder of articles to the server that machines share."""

from collections.abc import Sequence
from pathlib import Path

from bot.articles.library import require_folder
from bot.articles.seed_folder import SeedFolder
from bot.articles.seed_store import Difference
from bot.cli.parser import Options
from bot.common.wording import write_count
from bot.config import Config, ConfigError
from bot.library.opening import open_seeds
from bot.seed_editing.pushing import take_over

_SHOWN = 10


def run(options: Options, config: Config) -> int:
    """Write the folder, and say what changed. Raises ConfigError, SeedsError and SeedBankError."""
    if config.storage is None:
        raise ConfigError(
            "The configuration names no server in storage, so there is nothing to push: the bot"
            " reads seeds.folder itself."
        )
    folder = config.seeds.folder if options.folder is None else options.folder
    require_folder(folder)
    given = SeedFolder(folder, config.seeds.max_file_bytes)
    found: list[Difference] = []

    def edit(draft: Path) -> None:
        most = config.seeds.max_trashed
        found.append(take_over(draft, given, removes=options.remove, most_trashed=most))

    source = open_seeds(config)
    source.change(edit)
    source.update()
    for line in _report(found[-1], given, removes=options.remove):
        print(line)
    if config.remote_servers:
        print("The bots answer from what is published. To publish: verbatim publish")
    return 0


def _report(difference: Difference, given: SeedFolder, *, removes: bool) -> list[str]:
    new, changed, gone = difference.new, difference.changed, difference.gone
    lines = [f"Added {_listed(new)}.", f"Replaced {_listed(changed)}."]
    if removes:
        lines.append(f"Removed {_listed(gone)}.")
    elif gone:
        lines.append(f"Only the server has {_listed(gone)}. To remove them, add --remove.")
    if changed or (removes and gone):
        lines.append("Earlier versions are in the trash: /seeds restore")
    if given.too_large:
        lines.append(
            f"Larger than seeds.max_file_bytes, so not written: {_listed(given.too_large)}."
        )
    return lines


def _listed(names: Sequence[str]) -> str:
    if not names:
        return "nothing"
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"{write_count(len(names), 'file')}: {', '.join(names[:_SHOWN])}{more}"

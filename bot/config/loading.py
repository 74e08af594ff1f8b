"""Reads the configuration file."""

from pathlib import Path

from pydantic import ValidationError

from bot.common.text_files import UnreadableError, read_utf8
from bot.common.yaml_reading import YamlProblem, YamlValue, load_mapping
from bot.config.errors import ConfigError
from bot.config.model import Config
from bot.config.problems import describe_problems

DEFAULT_FILE = Path("config.yaml")

_MISSING = "this configuration file does not exist; config.example.yaml is an example"


def load_config(path: Path | None) -> Config:
    """Read the configuration at a path; without one, `config.yaml` if it exists, or the defaults.

    Relative paths in it start at the file's folder. A key without a value has its default.
    Raises ConfigError with all problems, not just the first.
    """
    if path is None:
        if not (DEFAULT_FILE.exists() or DEFAULT_FILE.is_symlink()):
            return Config()
        path = DEFAULT_FILE
    try:
        document = load_mapping(read_utf8(path, _MISSING))
    except (YamlProblem, UnreadableError) as problem:
        place = f"{path}, line {problem.line}" if problem.line else f"{path}"
        raise ConfigError(f"{place}: {problem.text}") from None
    try:
        config = Config.model_validate(_without_empty(document.data))
    except ValidationError as error:
        raise ConfigError(*describe_problems(path, document, error)) from None
    return _relative_to(path.parent, config)


def _without_empty(data: dict[str, YamlValue]) -> dict[str, YamlValue]:
    """Leave out the keys without a value, such as a list whose items are all commented out."""
    return {
        key: _without_empty(value) if isinstance(value, dict) else value
        for key, value in data.items()
        if value is not None
    }


def _relative_to(folder: Path, config: Config) -> Config:
    """Let each relative path in the configuration start at a folder."""
    seeds, discord, log = config.seeds, config.discord, config.log
    token_file = None if discord.token_file is None else folder / discord.token_file
    return config.model_copy(
        update={
            "seeds": seeds.model_copy(update={"folder": folder / seeds.folder}),
            "discord": discord.model_copy(update={"token_file": token_file}),
            "log": log.model_copy(update={"path": folder / log.path}),
        }
    )

"""YAML to Config: where the file is, what is wrong with it, and what its paths are relative to."""

from pathlib import Path

from pydantic import ValidationError

from bot.config.errors import ConfigError
from bot.config.model import Config
from bot.config.problems import describe_problems
from bot.yaml_reading import YamlProblem, YamlValue, load_mapping

DEFAULT_FILE = Path("config.yaml")


def load_config(path: Path | None) -> Config:
    """Read the configuration at a path; without one, `config.yaml` where present, or the defaults.

    Relative paths in it are taken from the file's folder. A key without a value has its default.
    Raises ConfigError with all that is wrong, not just the first.
    """
    if path is None:
        if not (DEFAULT_FILE.exists() or DEFAULT_FILE.is_symlink()):
            return Config()
        path = DEFAULT_FILE
    try:
        document = load_mapping(_read_text(path))
    except YamlProblem as problem:
        raise ConfigError(f"{path}, line {problem.line}: {problem.text}") from None
    try:
        config = Config.model_validate(_without_empty(document.data))
    except ValidationError as error:
        raise ConfigError(*describe_problems(path, document, error)) from None
    return _relative_to(path.parent, config)


def _read_text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise ConfigError(
            f"{path}: there is no such configuration file; config.example.yaml shows one"
        ) from None
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{path}, line {line}: is not UTF-8 text") from None


def _without_empty(data: dict[str, YamlValue]) -> dict[str, YamlValue]:
    """Leave out the keys without a value, such as a list whose items are all commented out."""
    return {
        key: _without_empty(value) if isinstance(value, dict) else value
        for key, value in data.items()
        if value is not None
    }


def _relative_to(folder: Path, config: Config) -> Config:
    """Take each relative path in the configuration from a folder."""
    seeds, discord, log = config.seeds, config.discord, config.log
    token_file = None if discord.token_file is None else folder / discord.token_file
    return config.model_copy(
        update={
            "seeds": seeds.model_copy(update={"folder": folder / seeds.folder}),
            "discord": discord.model_copy(update={"token_file": token_file}),
            "log": log.model_copy(update={"path": folder / log.path}),
        }
    )

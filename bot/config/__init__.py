"""The configuration: the schema with its defaults, and reading it from YAML."""

from bot.config.errors import ConfigError
from bot.config.loading import load_config
from bot.config.model import Config

__all__ = ["Config", "ConfigError", "load_config"]

"""Errors of the configuration."""

from bot.common.errors import VerbatimError


class ConfigError(VerbatimError):
    """The configuration cannot be used; `problems` lists everything that needs fixing."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems

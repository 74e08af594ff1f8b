"""What can be wrong with a configuration."""

from bot.common.errors import VerbatimError


class ConfigError(VerbatimError):
    """The configuration cannot be used; `problems` says everything that is to be mended."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems

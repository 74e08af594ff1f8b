"""What can be wrong with a file of questions."""

from bot.common.errors import VerbatimError


class QuestionsError(VerbatimError):
    """The questions cannot be asked; `problems` says everything that is to be mended."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems

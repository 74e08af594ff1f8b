"""Checks the models that compare meanings and read."""

from collections.abc import Iterator

from bot.common.errors import VerbatimError
from bot.config import Config
from bot.doctor.model import Finding, fault, fine
from bot.retrieval.semantic.loading import is_installed, open_models


def check_models(config: Config) -> Iterator[Finding]:
    """Open all models that the configuration asks for; nothing where their extra is missing."""
    if not (config.answers.semantic and is_installed()):
        return
    try:
        models = open_models(config)
        if models.embedder:
            # The model for other languages is opened only once something is given to it.
            models.embedder.embed_question("?", elsewhere=True)
    except VerbatimError as error:
        told, _, remedy = str(error).partition("\n")
        yield fault("models", told, remedy)
        return
    reads = "read by a reader" if models.reader else "without a reader"
    yield fine("models", f"passages are compared by meaning, and {reads}")

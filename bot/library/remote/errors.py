"""Errors of an index on servers."""

from bot.common.errors import VerbatimError


class ArticlesUnavailable(VerbatimError):
    """A server with articles is away; this does not mean that nothing was found."""


class NotPublished(VerbatimError):
    """The servers have no index of the articles that this version can use."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name} {why}. Publish the articles with: verbatim publish")


class PublishingError(VerbatimError):
    """The articles cannot be published."""


def unusable(error: OSError) -> str:
    """Say which server cannot be used, why, and what to do."""
    return (
        f"{error.filename} cannot be used: {error.strerror}. Start the server, or fix the network,"
        " the user or the password."
    )


def damaged() -> ArticlesUnavailable:
    """Say that a row or an article on a server is not as it was published."""
    return ArticlesUnavailable(
        "The articles on the server are damaged. Delete its manifest (DELETE FROM remote_manifest),"
        " and publish all of them again: verbatim publish"
    )

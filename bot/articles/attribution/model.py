"""Whom a passage names as its source, as a value."""

from dataclasses import dataclass

from bot.articles.model import Passage


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whom a passage's text names as its source: speakers, and who carried them, usually outlets.

    `via` is a chain: the first carried the speakers, the second the first, and so on.

    Where the speaker is named nearby ('he added', a quotation over several sentences, the label of
    a turn), `inferred` is true and `said_by` is the name found there; or, if that is not
    certain, `said_by` is empty and `neighbour` is the sentence that may name one, to be shown for
    people to judge.
    """

    said_by: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    inferred: bool = False
    neighbour: Passage | None = None

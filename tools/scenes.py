"""What the pictures of the README and of `docs/` show: who does what before each is taken."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.discord_app.preview.serving import World
from bot.querylog.model import Entry, Place, Shown, Vote
from bot.querylog.recorder import Recorder

DESKTOP, PHONE = 540, 390
"""Widths of a channel in CSS pixels: a window on a desktop, and a whole phone."""
MOMENT = datetime(2026, 3, 22, 9, 30, tzinfo=UTC)
"""The time in every picture, so that the same answers make the same pictures."""

_ARTICLE = "bridge.txt"
_ANSWERED_A_DAY = (4, 6, 5, 11, 9, 14, 12)
_UNANSWERED = (
    *("Who designed the bridge?", "Is there a toll?", "Where can I park?"),
    *("who designed the bridge?", "Where can I park", "Who designed the bridge?"),
    *("What is the weather on Sunday?", "Is there a toll?", "who designed the bridge"),
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A file under docs/: what is done before it is taken, how wide it is, and who sees it."""

    name: str
    act: Callable[[World, Recorder], Awaitable[None]]
    width: int = DESKTOP
    by_admin: bool = False


async def _ask(world: World, _log: Recorder) -> None:
    await world.member.slash(world.channel, "ask", question="When did the bridge open?")
    await world.member.slash(world.channel, "ask", question="Who won the football world cup?")


async def _go_on(world: World, _log: Recorder) -> None:
    """Ask, follow up, and ask with a word that is misspelt."""
    await world.member.send(world.channel, "How much did the bridge cost?")
    await world.member.send(world.channel, "and when did it open?")
    await world.member.send(world.channel, "When does the birdge open?")


async def _look_back(world: World, log: Recorder) -> None:
    """Ask for the figures of a busy week, and for what was left unanswered."""
    guild = world.channel.guild
    place = Place("discord", guild.id if guild else None)
    for number, entry in enumerate(_week(place)):
        log.record(entry)
        if entry.answered and number % 2:
            await log.vote(Vote(entry.key, number, helpful=number % 9 != 1, voted_at=MOMENT))
    await world.admin.slash(world.channel, "insight")
    shown = await world.admin.slash(world.channel, "insight")
    assert shown.response is not None  # noqa: S101 - else there is no picture
    await world.admin.click(shown.response, label="4 topics without an answer")


def _week(place: Place) -> Iterator[Entry]:
    """Make up the questions of the seven days up to the moment."""
    for ago, count in enumerate(reversed(_ANSWERED_A_DAY)):
        for number in range(count):
            yield _entry(place, "How much did the bridge cost?", ago, number, answered=True)
    for number, question in enumerate(_UNANSWERED):
        yield _entry(place, question, number % 4, number, answered=False)


def _entry(place: Place, question: str, ago: int, number: int, *, answered: bool) -> Entry:
    shown = Shown(1, _ARTICLE, 1, 1, "…", 1.0)
    return Entry(
        place=place,
        asker=number,
        asked_at=MOMENT - timedelta(days=ago, minutes=7 * number + 1),
        question=question,
        answered=answered,
        confidence=0.9 if answered else 0.1,
        shown=(shown,) if answered else (),
        corpus_version="",
        milliseconds=2.0 + number,
    )


PICTURES = (
    Picture("answer.png", _ask),
    Picture("answer-phone.png", _ask, width=PHONE),
    Picture("follow-up.png", _go_on),
    Picture("insight.png", _look_back, by_admin=True),
)

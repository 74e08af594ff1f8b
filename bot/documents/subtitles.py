"""Subtitles, as .srt or .vtt → what is said, a paragraph for each turn of a speaker."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.documents.model import LeftOut, Page, Piece
from bot.documents.problem import Rejected
from bot.documents.shown import Shown, as_written, in_one_line, join
from bot.documents.wrapping import WORD, is_finished

_TIMES = re.compile(
    r"^[ \t]*(?:(?:(?P<h>\d{1,3}):)?(?P<m>\d\d):(?P<s>\d\d)[.,]\d{1,3})[ \t]*-->[ \t]*"
    r"(?:(?:(?P<to_h>\d{1,3}):)?(?P<to_m>\d\d):(?P<to_s>\d\d)[.,]\d{1,3})[^\r\n]*",
    re.MULTILINE,
)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_VOICE = re.compile(r"<v(?:\.[\w.]+)?[ \t]+(?P<name>[^<>\n]{1,80})>")
_ODD = re.compile(r"<[^<>\n]*>|\{\\[^{}\n]*\}|&(?P<entity>#?\w{1,31});")
_BEGINS_TURN = re.compile(
    r"[ \t]*(?:(?P<mark>(?:>>+|[-–—])[ \t]*)(?=\S)|[^\W\d_a-z][^:.!?]{0,40}:[ ])"
)
_SOUND = re.compile(r"[\[(♪♫#*][^\])♪♫]*[\])♪♫#*]?")
_PAUSE = 3
"""Seconds of silence after which a finished sentence ends a paragraph."""

_LONG = 500
"""Characters after which one ends at the end of any sentence."""


@dataclass(slots=True)
class _Turn:
    """A paragraph while it is read; `line` counts from 1."""

    line: int = 0
    lines: list[Shown] = field(default_factory=list)
    size: int = 0

    def add(self, text: Shown) -> None:
        self.lines.append(text)
        self.size += len(text.text)

    @property
    def is_ended(self) -> bool:
        """Whether a sentence ends with its last line."""
        return bool(self.lines) and is_finished(self.lines[-1].text)

    def take(self) -> Iterator[Piece]:
        """The paragraph, if there is one, which is then gone."""
        if self.lines:
            yield Piece(in_one_line(self.lines), line=self.line)
        self.lines, self.size = [], 0


def read_subtitles(text: str) -> Page:
    """Read what is said in a file of subtitles, without numbers, times and names of sounds.

    A turn begins at the name of a speaker, a dash or '>>', and after a pause. Raises Rejected for a
    text without any times.
    """
    cues = list(_TIMES.finditer(text))
    if not cues:
        raise Rejected(
            None, "has no timestamps, so it is not subtitles; if it is text, rename it to .txt"
        )
    left_out: list[LeftOut] = []
    return Page(tuple(_turns(text, cues, left_out)), tuple(left_out))


def _turns(text: str, cues: list[re.Match[str]], left_out: list[LeftOut]) -> Iterator[Piece]:
    turn = _Turn()
    voice, said, ended = "", "", 0
    line, counted = 1, 0
    for cue in cues:
        line += text.count("\n", counted, cue.start())
        counted = cue.start()
        starts = _seconds(cue, "")
        is_pause = starts - ended >= _PAUSE or turn.size > _LONG
        ended = _seconds(cue, "to_")
        for start, written in _payload(text, cue.end()):
            named = _VOICE.search(written)
            shown = _without_tags(written, start)
            if not WORD.search(shown.text) or shown.text == said:  # repeated while it scrolls
                continue
            if _SOUND.fullmatch(shown.text):
                left_out.append(LeftOut(line, "sound"))
                continue
            said = shown.text
            begins = _BEGINS_TURN.match(said)
            is_new_voice = named is not None and named["name"] != voice
            if begins or is_new_voice or (is_pause and turn.is_ended):
                yield from turn.take()
            is_pause = False
            if not turn.lines:
                turn.line = line
            if named is not None and (is_new_voice or not turn.lines):
                voice = named["name"]
                name = as_written(voice, start + named.start("name"))
                shown = join((name.strip(), ": ", shown))
            elif begins and begins["mark"]:
                shown = shown.cut(begins.end("mark"), len(said)).strip()
            turn.add(shown)
    yield from turn.take()


def _seconds(cue: re.Match[str], which: str) -> int:
    hours, minutes, seconds = (int(cue[f"{which}{unit}"] or 0) for unit in "hms")
    return 3_600 * hours + 60 * minutes + seconds


def _payload(text: str, end: int) -> Iterator[tuple[int, str]]:
    """The lines below the times of a cue, up to a blank one, each with where it starts."""
    at = _next_line(text, end)
    while at < len(text):
        following = _next_line(text, at)
        written = text[at:following].rstrip("\r\n")
        if not written.strip() or _TIMES.match(written):
            return
        yield at, written
        at = following


def _next_line(text: str, at: int) -> int:
    found = _LINE.match(text, at)
    return found.end() if found else len(text)


def _without_tags(written: str, start: int) -> Shown:
    parts: list[Shown | str] = []
    last = 0
    for odd in _ODD.finditer(written):
        parts.append(as_written(written[last : odd.start()], start + last))
        parts.extend([html.unescape(odd[0])] if odd["entity"] else ())
        last = odd.end()
    parts.append(as_written(written[last:], start + last))
    return join(parts).strip()

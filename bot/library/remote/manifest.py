"""The manifest of a published version: its segments in the order of their articles' names."""

import json
from dataclasses import dataclass
from hashlib import sha256

from bot.library.remote.directory import Place
from bot.library.remote.errors import NotPublished

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Published:
    """A version that was published.

    `made_by` is the fingerprint of the code that did; `segments` are the places of its segments,
    each with the digest of its directory. `previous` are the places of the version before, which
    stay, since processes may not have moved on yet.
    """

    made_by: str
    segments: tuple[tuple[Place, str], ...]
    previous: tuple[Place, ...] = ()

    @property
    def places(self) -> tuple[Place, ...]:
        """The places of its segments."""
        return tuple(place for place, _ in self.segments)

    def to_bytes(self) -> bytes:
        """The manifest as JSON."""
        named = {
            "format": _FORMAT,
            "made_by": self.made_by,
            "segments": [(*place, digest) for place, digest in self.segments],
            "previous": self.previous,
        }
        return json.dumps(named).encode()

    @classmethod
    def from_bytes(cls, data: bytes, name: str) -> "Published":
        """The manifest that was written to the server of this name. Raises NotPublished."""
        try:
            found = json.loads(data)
            if found["format"] != _FORMAT:
                raise NotPublished(name, "has an index of another format")
            segments = tuple(
                ((int(server), int(segment)), str(digest))
                for server, segment, digest in found["segments"]
            )
            previous = tuple((int(server), int(segment)) for server, segment in found["previous"])
            return cls(str(found["made_by"]), segments, previous)
        except (LookupError, RecursionError, TypeError, ValueError) as error:
            raise NotPublished(name, f"has a damaged index ({error!r})") from error


def digest_of(directory: bytes) -> str:
    """The digest of a directory."""
    return sha256(directory).hexdigest()

"""What holds of each store of seed files: a folder, and a server."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.articles.seed_folder import SeedFolder
from bot.articles.seed_store import SeedStore, StoredFile, transfer
from bot.library.copying import SeedPlace, copy_seeds
from bot.querylog.postgresql.seed_files import open_seeds
from tests.postgresql import Server
from tests.querylog.databases import PostgresqlDatabase

Places = Callable[[], SeedPlace]
_Result = TypeVar("_Result")

parts = st.sampled_from(["a", "b", "č", "d e"])
paths = st.builds("/".join, st.lists(parts, min_size=1, max_size=3)).map(lambda path: f"{path}.txt")
trashed = paths.map(lambda path: f".trash/20260101T000000.000000Z/{path}")
contents = st.dictionaries(paths | trashed, st.binary(max_size=20), max_size=6)


@pytest.fixture
def database(tmp_path: Path, servers: Callable[[str], Server]) -> PostgresqlDatabase:
    database = PostgresqlDatabase(servers("newest").url, tmp_path / "key")
    database.make_as_of(5)
    return database


@pytest.fixture(params=["folder", "server"])
def places(request: pytest.FixtureRequest, tmp_path: Path, database: PostgresqlDatabase) -> Places:
    """Give a new place with no files in it, as often as one is asked for."""

    def folder() -> SeedPlace:
        return SeedFolder(Path(mkdtemp(dir=tmp_path)))

    def server() -> SeedPlace:
        database.query("TRUNCATE seed_files")
        return open_seeds(database.url, None)

    return folder if request.param == "folder" else server


def files_of(given: dict[str, bytes]) -> list[StoredFile]:
    return [StoredFile(name, 1_700_000_000_123_456_789, data) for name, data in given.items()]


def held(place: SeedPlace) -> dict[str, bytes]:
    """What a place holds, by its listing."""

    def read(files: SeedStore) -> dict[str, bytes]:
        listing = files.listing()
        found = {one.name: one for one in files.read(tuple(listing))}
        assert {name: one.digest for name, one in found.items()} == listing
        return {name: one.data for name, one in found.items()}

    return place.reading(read)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(contents, min_size=1, max_size=4))
def test_a_place_holds_what_was_transferred_last(
    places: Places, versions: list[dict[str, bytes]]
) -> None:
    place = places()
    with TemporaryDirectory() as temporary:
        for number, version in enumerate(versions):
            source = SeedFolder(Path(temporary) / f"{number}")
            source.apply(files_of(version), ())
            place.writing(partial(transfer, source))
            assert held(place) == version


def test_what_cannot_be_read_whole_changes_nothing(places: Places) -> None:
    place = places()
    place.writing(lambda files: files.apply(files_of({"a.txt": b"1", "b.txt": b"2"}), ()))

    def broken() -> Iterator[StoredFile]:
        yield from files_of({"a.txt": b"3"})
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        place.writing(lambda files: files.apply(broken(), ["b.txt"]))
    assert held(place) == {"a.txt": b"1", "b.txt": b"2"}


def test_the_time_of_the_last_change_comes_along(places: Places) -> None:
    place = places()
    (file,) = files_of({"a.txt": b"1"})
    place.writing(lambda files: files.apply([file], ()))
    assert place.reading(lambda files: list(files.read(["a.txt"]))) == [file]


def test_a_copy_that_was_interrupted_goes_on_where_it_stopped(
    places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.library.copying._BATCH", 3)
    source, target = SeedFolder(tmp_path / "source"), places()
    source.apply(files_of({f"{number}.txt": b"x" * number for number in range(10)}), ())
    broken = Breaking(target, after=2)
    with pytest.raises(OSError, match="broken"):
        copy_seeds(source, broken)
    assert len(held(target)) == 6
    copied = copy_seeds(source, target)
    assert (copied.written, copied.unequal) == (4, ())
    assert held(target) == held(source)


class Breaking:
    """A place that can be written a few times only."""

    def __init__(self, place: SeedPlace, after: int) -> None:
        self._place, self._left = place, after

    def reading(self, work: Callable[[SeedStore], _Result]) -> _Result:
        return self._place.reading(work)

    def writing(self, work: Callable[[SeedStore], _Result]) -> _Result:
        if not self._left:
            raise OSError("broken")
        self._left -= 1
        return self._place.writing(work)

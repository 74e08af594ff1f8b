"""Several processes that change one seeds folder, here as threads: they share nothing but files."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bot.articles.model import Article
from bot.seed_editing.model import Draft, Limits
from bot.seed_editing.storing import remove, store

LIMITS = Limits(file_bytes=10_000, upload_bytes=100_000, files=1_000, trashed=3)
COUNT = 60


def draft_of(name: str, text: str) -> Draft:
    return Draft(name, text.encode(), Article(name, "Title", (text.strip(),)))


def test_changes_at_the_same_time_are_all_made(seeds: Path) -> None:
    def change(name: str) -> None:
        for number in range(COUNT):
            own = draft_of(f"{name}-{number}.txt", f"The {number}th of {name}.\n")
            store(seeds, [own], LIMITS, replace=False)
            common = draft_of("common.txt", f"The {number}th, by {name}.\n")
            store(seeds, [common], LIMITS, replace=True)
            if number % 2:
                remove(seeds, own.name, LIMITS)

    store(seeds, [draft_of("common.txt", "The first.\n")], LIMITS, replace=False)
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(change, "abcd")) == [None] * 4
    expected = {f"{name}-{number}.txt" for name in "abcd" for number in range(0, COUNT, 2)}
    assert {path.name for path in seeds.glob("*.txt")} == expected | {"bridge.txt", "common.txt"}
    assert (seeds / "common.txt").read_text("utf-8").startswith(f"The {COUNT - 1}th, by ")

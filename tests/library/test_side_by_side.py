"""Several corpora in one process, each with its manifest: none knows of another."""

from pathlib import Path

from bot.library.building import CorpusBuilder
from bot.library.cache.corpus_cache import CorpusCache
from bot.library.cache.segment_folder import SegmentFolder
from bot.library.live import LiveCorpus
from bot.retrieval.question import Question

LIMIT = 1_048_576
SHARED = "The bridge opened in March."
OWN = {"north": "The ferry sank in May.", "south": "The tower closed in June."}


def load(folder: Path) -> LiveCorpus:
    cache = CorpusCache(SegmentFolder(folder / "index"), LIMIT, fewest=0)
    return LiveCorpus.load(folder / "seeds", LIMIT, CorpusBuilder(cache=cache))


def fill(folder: Path) -> Path:
    (folder / "seeds").mkdir(parents=True)
    (folder / "seeds" / "shared.txt").write_text(SHARED)
    (folder / "seeds" / "own.txt").write_text(OWN[folder.name])
    return folder


def found(live: LiveCorpus, question: str) -> list[str]:
    answer = live.corpus.answer(Question.parse(question), top=3, threshold=0.5)
    return [quote.passage.text for quote in answer.quotes]


async def test_each_answers_from_its_own_articles(tmp_path: Path) -> None:
    north, south = (load(fill(tmp_path / name)) for name in OWN)
    assert found(north, "When did the ferry sink?") == [OWN["north"]]
    assert found(south, "When did the ferry sink?") == []
    assert found(north, "When did the bridge open?") == found(south, "When did the bridge open?")


async def test_a_reload_of_one_leaves_the_other_as_it_was(tmp_path: Path) -> None:
    north, south = (load(fill(tmp_path / name)) for name in OWN)
    before, version = south.corpus, south.corpus.version
    (north.folder / "shared.txt").write_text("The bridge is closed.")
    await north.reload()
    assert found(north, "What of the bridge?") == ["The bridge is closed."]
    assert south.corpus is before
    assert south.corpus.version == version
    assert (await south.reload()).changes.changed == ()
    assert found(south, "When did the bridge open?") == [SHARED]


async def test_each_starts_again_from_its_own_manifest(tmp_path: Path) -> None:
    for name in OWN:
        live = load(fill(tmp_path / name))
        (live.folder / "shared.txt").unlink()
        await live.reload()
    assert [found(load(tmp_path / name), OWN[name]) for name in OWN] == [[OWN[n]] for n in OWN]

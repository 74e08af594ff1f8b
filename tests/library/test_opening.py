"""What the processes that share an application keep of the seeds that they share."""

from pathlib import Path

from bot.common.progress import ignore_progress
from bot.config import Config
from bot.library.live import LiveCorpus
from bot.library.opening import open_builder


def load(folder: Path, shard_ids: list[int]) -> None:
    """Load the seeds as a process does that runs these of two shards, or without any all of one."""
    shards = {"shard_ids": shard_ids, "shard_count": 2 if shard_ids else None}
    config = Config.model_validate(
        {
            "seeds": {"folder": folder / "seeds"},
            "log": {"path": folder / "data" / "log.sqlite3"},
            "discord": shards,
            "answers": {"semantic": False},
        }
    )
    builder = open_builder(config, ignore_progress, keeps=True, makes_folder=True)
    LiveCorpus.load(config.seeds.folder, config.seeds.max_file_bytes, builder)


def test_the_process_with_the_first_shard_writes_what_all_read(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    many = "".join(f"Ferry {number} sank on Monday.\n" for number in range(5_000))
    (tmp_path / "seeds" / "ferries.txt").write_text(many, "utf-8")
    kept = tmp_path / "data" / "index" / "manifest"
    load(tmp_path, [1])
    assert not kept.exists()
    load(tmp_path, [0])
    assert kept.exists()
    (tmp_path / "seeds" / "late.txt").write_text("Another ferry sank.\n", "utf-8")
    written = kept.stat().st_ino
    load(tmp_path, [1])
    assert kept.stat().st_ino == written
    load(tmp_path, [])
    assert kept.stat().st_ino != written


def test_what_earlier_versions_kept_is_deleted(tmp_path: Path) -> None:
    old = [tmp_path / "data" / name for name in ("corpus.bin", "embeddings.bin")]
    for folder in ("seeds", "data"):
        (tmp_path / folder).mkdir()
    for path in old:
        path.write_bytes(b"old")
    load(tmp_path, [1])
    assert all(path.exists() for path in old)
    load(tmp_path, [0])
    assert not any(path.exists() for path in old)

"""What was indexed by other code is not taken for what this code would make."""

import shutil
import subprocess
import sys
from pathlib import Path

import bot
from bot.library.cache.fingerprint import code_files

BOT = Path(*bot.__path__)

WITHOUT_EFFECT = {"__init__.py", "errors.py", "replacing.py"}
"""Modules that say nothing of what stands in an index."""

LOADED = """
import sys, bot.library.cache.corpus_cache
print(*(each.__file__ for name, each in sys.modules.items() if name.split(".")[0] == "bot"))
"""

KEPT = """
import sys
from pathlib import Path
from bot.library.cache.corpus_cache import CorpusCache
from bot.library.cache.segment_folder import SegmentFolder
from bot.library.building import CorpusBuilder
from bot.library.live import LiveCorpus

builder = CorpusBuilder(cache=CorpusCache(SegmentFolder(Path("index")), 1_000, fewest=1))
if sys.argv[1] == "find":
    print(builder.load(Path("seeds")) is not None)
else:
    assert builder.load(Path("seeds")) is None
    if sys.argv[1] == "update":
        with open("bot/retrieval/text/analysis.py", "a") as code:
            code.write("# of a later version")
    LiveCorpus.load(Path("seeds"), 1_000, builder)
"""


def run(program: str, *arguments: str, folder: Path = BOT.parent) -> str:
    command = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)  # noqa: S603 - our own program
    return done.stdout


def test_all_code_that_makes_an_index_is_in_the_fingerprint() -> None:
    loaded = {Path(file).relative_to(BOT) for file in run(LOADED).split()}
    in_it = {path.relative_to(BOT) for path in code_files()}
    assert len(loaded) > 40
    assert {path.as_posix() for path in loaded - in_it} <= WITHOUT_EFFECT


def test_what_runs_while_its_files_are_updated_keeps_nothing_in_the_name_of_the_new_ones(
    tmp_path: Path,
) -> None:
    shutil.copytree(BOT, tmp_path / "bot", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "ferry.txt").write_text("The ferry sank.\n")
    run(KEPT, "keep", folder=tmp_path)
    assert run(KEPT, "find", folder=tmp_path) == "True\n"
    shutil.rmtree(tmp_path / "index")
    run(KEPT, "update", folder=tmp_path)
    assert (tmp_path / "index" / "manifest").exists()
    assert run(KEPT, "find", folder=tmp_path) == "False\n"

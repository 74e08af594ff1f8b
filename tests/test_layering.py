"""Dependencies run one way: the domain knows neither Discord nor a front end."""

import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import bot

ROOT = Path(__file__).parents[1]
DOMAIN = (
    *("bot.articles", "bot.retrieval", "bot.querylog", "bot.evaluation"),
    *("bot.monitoring", "bot.doctor"),
)
FRONT_ENDS = ("bot.cli", "bot.discord_app", "bot.terminal")
ENGINES = (
    *(
        "bot.retrieval.answering",
        "bot.retrieval.corpus",
        "bot.retrieval.index.indexing",
        "CorpusRetriever",
    ),
    *("bot.querylog.database", "bot.querylog.log", "bot.querylog.transactions"),
)
PROGRAM = """\
import sys
from importlib import import_module
for name in sys.argv[1].split(","):
    import_module(name)
print(*sys.modules, sep="\\n")
"""


def modules_below(*packages: str) -> list[str]:
    found = [each.name for each in pkgutil.walk_packages(bot.__path__, "bot.")]
    return [name for name in found if name.startswith(tuple(f"{each}." for each in packages))]


def loaded_with(names: list[str]) -> set[str]:
    """Import modules in a new interpreter, and give all that it has loaded then."""
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", PROGRAM, ",".join(names)],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


@pytest.mark.parametrize("package", DOMAIN)
def test_the_domain_imports_neither_discord_nor_a_front_end(package: str) -> None:
    names = modules_below(package)
    assert names
    loaded = loaded_with(names)
    assert "discord" not in loaded
    assert not [name for name in loaded if name.startswith(FRONT_ENDS)]


@pytest.mark.parametrize(
    ("package", "others"),
    [
        ("bot.articles", ("bot.retrieval", "bot.querylog", "bot.evaluation")),
        ("bot.retrieval", ("bot.querylog", "bot.evaluation")),
    ],
)
def test_dependencies_run_one_way(package: str, others: tuple[str, ...]) -> None:
    loaded = loaded_with(modules_below(package))
    assert not [name for name in loaded if name.startswith(others)]


def test_the_terminal_imports_no_discord() -> None:
    assert "discord" not in loaded_with(modules_below("bot.terminal"))


def test_the_bot_runs_without_prometheus() -> None:
    names = [name for name in modules_below("bot") if not name.endswith((".metrics", "__main__"))]
    assert "prometheus_client" not in loaded_with(names)


@pytest.mark.parametrize("package", ["bot.discord_app", "bot.terminal", "bot.evaluation"])
def test_front_ends_know_retrieval_and_the_query_log_by_their_protocols(package: str) -> None:
    folder = ROOT.joinpath(*package.split("."))
    texts = {path: path.read_text("utf-8") for path in folder.rglob("*.py")}
    assert texts
    assert [path for path, text in texts.items() if any(one in text for one in ENGINES)] == []


def test_importing_any_module_says_nothing() -> None:
    names = [name for name in modules_below("bot") if not name.endswith("__main__")]
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", PROGRAM.rpartition("print")[0], ",".join(names)],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")

"""Dependencies run one way: the domain knows neither Discord nor a front end."""

import ast
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import bot

ROOT = Path(__file__).parents[1]
LAYERS = (
    *("common", "config", "documents", "articles", "retrieval", "querylog", "library"),
    *("seed_editing", "service", "monitoring", "evaluation", "doctor"),
    *("terminal", "discord_app", "cli"),
)
"""All packages, the lowest first: each may import itself and those before it."""

FEATURES = (
    *("locales", "ui", "access", "components", "sources", "ask", "seeds", "insight"),
    *("settings", "privacy", "help", "gateway", "preview"),
)
"""The packages of `discord_app`, the lowest first: the same holds for them."""

ENGINES = (
    *("bot.retrieval.answers.answering", "bot.retrieval.corpus"),
    *("bot.retrieval.index.indexing", "CorpusRetriever"),
    *("bot.querylog.sqlite", "bot.querylog.postgresql", "bot.querylog.log"),
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


def imports_of(path: Path, within: str = "bot") -> set[str]:
    """The packages of a package that a module imports, for type checking and in functions too."""
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    names = {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    names |= {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}
    inner = [name.removeprefix(f"{within}.") for name in names if name.startswith(f"{within}.")]
    return {name.split(".")[0] for name in inner}


def test_every_package_has_its_layer() -> None:
    assert {path.parent.name for path in (ROOT / "bot").glob("*/__init__.py")} <= set(LAYERS)


@pytest.mark.parametrize("package", LAYERS)
def test_a_package_imports_only_the_layers_below_it(package: str) -> None:
    allowed = set(LAYERS[: LAYERS.index(package) + 1])
    modules = sorted((ROOT / "bot" / package).rglob("*.py"))
    above = {path.as_posix(): imports_of(path) - allowed for path in modules}
    assert {path: names for path, names in above.items() if names} == {}


def test_every_feature_of_discord_has_its_layer() -> None:
    folders = {path.parent.name for path in (ROOT / "bot" / "discord_app").glob("*/__init__.py")}
    assert folders == set(FEATURES)


@pytest.mark.parametrize("feature", FEATURES)
def test_a_feature_of_discord_imports_only_the_layers_below_it(feature: str) -> None:
    allowed = set(FEATURES[: FEATURES.index(feature) + 1])
    modules = sorted((ROOT / "bot" / "discord_app" / feature).rglob("*.py"))
    above = {path.name: imports_of(path, "bot.discord_app") - allowed for path in modules}
    assert {path: names for path, names in above.items() if names} == {}


@pytest.mark.parametrize("package", [name for name in LAYERS if name not in ("discord_app", "cli")])
def test_the_domain_loads_no_discord(package: str) -> None:
    assert "discord" not in loaded_with(["bot", *modules_below(f"bot.{package}")])


def test_the_bot_runs_without_prometheus() -> None:
    names = [name for name in modules_below("bot") if not name.endswith((".metrics", "__main__"))]
    assert "prometheus_client" not in loaded_with(names)


def test_nothing_outside_retrieval_and_its_service_parses_a_question() -> None:
    modules = [path.relative_to(ROOT / "bot") for path in (ROOT / "bot").rglob("*.py")]
    outside = [path for path in modules if path.parts[0] not in ("retrieval", "service")]
    assert [one for one in outside if "Question.parse" in (ROOT / "bot" / one).read_text()] == []


def test_the_bot_runs_without_the_driver_of_a_server() -> None:
    names = [
        name
        for name in modules_below("bot")
        if not name.endswith("__main__") and "querylog.postgresql" not in name
    ]
    assert "psycopg" not in loaded_with(names)


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

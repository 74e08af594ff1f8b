"""The files by which the bot is run for good name what is there, in the project and in each other.

They need Docker and systemd to be tried in earnest; these tests keep them from going stale.
"""

import json
import re
import tomllib
from configparser import RawConfigParser
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
import yaml

from bot.cli.parser import Options, make_parser
from bot.config import Config
from bot.discord_app.gateway.run import MISTAKE

ROOT = Path(__file__).parents[1]
OPERATING = (ROOT / "docs" / "operating.md").read_text("utf-8")
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
SERVICE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))["services"][
    "verbatim"
]


def read_dockerfile() -> list[tuple[str, str]]:
    """Return the instructions in order: the name, and what follows it on its lines."""
    text = re.sub(r"(?m)^#.*\n", "", (ROOT / "Dockerfile").read_text("utf-8"))
    lines = re.sub(r"\\\n\s*", " ", text).splitlines()
    return [
        (name, value.strip()) for name, _, value in (one.partition(" ") for one in lines if one)
    ]


DOCKERFILE = read_dockerfile()


def last(name: str) -> str:
    """Return what the last instruction of a name says."""
    return [value for instruction, value in DOCKERFILE if instruction == name][-1]


def read_unit() -> RawConfigParser:
    unit = RawConfigParser(strict=False, allow_no_value=True)
    unit.optionxform = str  # type: ignore[assignment,method-assign] # as its documentation says
    unit.read(ROOT / "deploy" / "verbatim.service", "utf-8")
    return unit


UNIT = read_unit()


def command_of(argv: list[str]) -> str | None:
    """Return the command that a command line of the bot names; on a mistake the test fails."""
    assert argv[0] in PROJECT["scripts"]
    return make_parser().parse_args(argv[1:], namespace=Options()).command


def is_sent(path: str) -> bool:
    """Whether .dockerignore lets a path of the project be a part of the image."""
    sent = True
    for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines():
        pattern = line.removeprefix("!")
        above = [path, *(str(one) for one in PurePosixPath(path).parents if str(one) != ".")]
        names = [PurePosixPath(one).name for one in above]
        anywhere = pattern.removeprefix("**/")
        hit = any(fnmatch(one, pattern) for one in above) or (
            anywhere != pattern and any(fnmatch(one, anywhere) for one in names)
        )
        if line and not line.startswith("#") and hit:
            sent = line.startswith("!")
    return sent


def test_the_image_is_made_of_files_that_are_there_and_sent() -> None:
    copies = [value.split() for name, value in DOCKERFILE if name == "COPY"]
    sources = [one for words in copies if "--from=build" not in words for one in words[:-1]]
    files = [one for one in sources if not one.startswith("--")]
    assert {"bot", "constraints.txt", "pyproject.toml", "seeds"} <= set(files)
    assert [one for one in files if not (ROOT / one).exists() or not is_sent(one)] == []


@pytest.mark.parametrize(
    "path",
    [".env", "config.yaml", "token", "data/verbatim.sqlite3", ".git/config", "seeds/.trash/a.txt"],
)
def test_secrets_and_what_people_asked_are_never_sent(path: str) -> None:
    assert not is_sent(path)


def test_all_that_the_package_is_built_of_is_sent() -> None:
    files = [str(one.relative_to(ROOT)) for one in (ROOT / "bot").rglob("*") if one.is_file()]
    wanted = [one for one in files if "__pycache__" not in one]
    assert [one for one in (*wanted, PROJECT["readme"], "LICENSE") if not is_sent(one)] == []


def test_the_image_has_the_versions_that_the_checks_passed_with() -> None:
    assert "PIP_CONSTRAINT=/src/constraints.txt" in " ".join(
        value for name, value in DOCKERFILE if name == "ENV"
    )


def test_the_image_has_a_python_that_the_project_supports() -> None:
    images = {value.split()[0] for name, value in DOCKERFILE if name == "FROM"}
    (image,) = images
    version = re.fullmatch(r"python:(\d\.\d+)-slim", image)
    assert version is not None
    assert f"Programming Language :: Python :: {version[1]}" in PROJECT["classifiers"]


def test_the_extras_of_the_image_are_there() -> None:
    extras = last("ARG").removeprefix("EXTRAS=").split(",")
    assert set(extras) <= set(PROJECT["optional-dependencies"])


def test_it_starts_the_bot_without_a_shell_that_would_keep_the_signals() -> None:
    argv = [*json.loads(last("ENTRYPOINT")), *json.loads(last("CMD"))]
    assert command_of(argv) == "run"


def test_docker_asks_a_command_that_is_there_whether_it_is_healthy() -> None:
    _, _, command = last("HEALTHCHECK").partition(" CMD ")
    assert command_of(json.loads(command)) == "health"


def test_the_volumes_are_where_the_bot_looks_by_default() -> None:
    folders = [Config().seeds.folder, Config().log.path.parent]
    wanted = [f"{last('WORKDIR')}/{folder}" for folder in folders]
    assert json.loads(last("VOLUME")) == wanted
    assert [one.split(":")[1] for one in SERVICE["volumes"]] == wanted


def test_compose_runs_it_as_nobody_who_can_write_nothing_else() -> None:
    assert SERVICE["user"] == last("USER") == "10001:10001"
    assert SERVICE["read_only"] is True
    assert SERVICE["cap_drop"] == ["ALL"]
    assert SERVICE["security_opt"] == ["no-new-privileges:true"]


def test_compose_limits_what_the_machine_gives() -> None:
    assert SERVICE["mem_limit"]
    assert SERVICE["pids_limit"]


def test_no_core_dump_is_written_with_the_token_in_it() -> None:
    assert SERVICE["ulimits"]["core"] == 0
    assert UNIT["Service"]["LimitCORE"] == "0"


def test_the_unit_lets_indexing_give_way_to_answers() -> None:
    lines = (ROOT / "deploy" / "verbatim.service").read_text("utf-8").splitlines()
    filters = [one.partition("=")[2] for one in lines if one.startswith("SystemCallFilter=")]
    assert filters[-1] == "setpriority"  # after what refuses it together with others


def test_compose_starts_a_server_only_if_asked_and_keeps_its_password_in_no_file() -> None:
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
    server = compose["services"]["postgresql"]
    assert server["profiles"] == ["postgresql"]
    assert server["environment"]["POSTGRES_PASSWORD"] == "${PGPASSWORD:-}"  # noqa: S105
    assert "ports" not in server
    url = "postgresql://{POSTGRES_USER}@postgresql/{POSTGRES_DB}".format(**server["environment"])
    assert f"storage: {url}\n" in (ROOT / "compose.yaml").read_text("utf-8")
    assert Config(storage=url).storage == url


def test_compose_keeps_the_token_in_no_file_of_the_project() -> None:
    assert list(SERVICE["environment"]) == ["DISCORD_TOKEN", "PGPASSWORD"]
    assert SERVICE["environment"]["PGPASSWORD"] == "${PGPASSWORD:-}"
    assert SERVICE["environment"]["DISCORD_TOKEN"].startswith("${DISCORD_TOKEN:?")
    assert "/.env" in (ROOT / ".gitignore").read_text("utf-8").splitlines()


def test_the_unit_starts_the_bot_and_not_again_where_something_must_be_mended() -> None:
    *_, program, command = UNIT["Service"]["ExecStart"].split()
    assert command_of([Path(program).name, command]) == "run"
    assert UNIT["Service"]["RestartPreventExitStatus"] == str(MISTAKE)


def test_the_unit_starts_it_less_often_than_discord_allows() -> None:
    a_day, allowed = 24 * 60 * 60, 1_000
    assert a_day / int(UNIT["Service"]["RestartSec"]) < allowed


def test_the_unit_lets_it_write_its_own_folder_alone() -> None:
    service = UNIT["Service"]
    assert service["ProtectSystem"] == "strict"
    assert service["WorkingDirectory"] == f"/var/lib/{service['StateDirectory']}"


def test_the_documentation_installs_what_the_unit_names() -> None:
    service = UNIT["Service"]
    program = Path(service["ExecStart"].split()[0])
    assert f"sudo python3 -m venv {program.parents[1]}\n" in OPERATING
    assert f"--home-dir {service['WorkingDirectory']} {service['User']}\n" in OPERATING
    assert "sudo cp deploy/verbatim.service /etc/systemd/system/\n" in OPERATING

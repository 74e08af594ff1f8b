import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.seed_editing.errors import SeedBankError
from bot.seed_editing.model import Plan, SeedText
from bot.seed_editing.planning import keep_both, plan_upload
from tests.seed_editing.conftest import BRIDGE, LIMITS, names_in, pack

SUFFIXES = (".txt", ".md", ".zip", "")
FERRY = b"The ferry stopped in May.\n"


def plan(seeds: Path, name: str, data: bytes) -> Plan:
    return plan_upload(seeds, SeedText(name, data), LIMITS)


def reasons(plan: Plan) -> list[str]:
    return [f"{problem.place} {problem.text}" for problem in plan.rejected]


def test_a_new_file_is_planned_and_not_written(seeds: Path) -> None:
    (draft,) = plan(seeds, "ferry.txt", FERRY).new
    assert (draft.name, draft.data) == ("ferry.txt", FERRY)
    assert draft.article.paragraphs == ("The ferry stopped in May.",)
    assert names_in(seeds) == ["bridge.txt"]


def test_a_file_of_a_taken_name_would_replace_it(seeds: Path) -> None:
    planned = plan(seeds, "bridge.txt", FERRY)
    assert [draft.name for draft in planned.replacing] == ["bridge.txt"]
    assert planned.new == ()


def test_a_name_is_taken_also_in_another_case_and_keeps_its_own(seeds: Path) -> None:
    assert [draft.name for draft in plan(seeds, "BRIDGE.TXT", FERRY).replacing] == ["bridge.txt"]


def test_a_file_that_is_there_already_is_told(seeds: Path) -> None:
    assert plan(seeds, "bridge.txt", BRIDGE) == Plan(same=("bridge.txt",))


def test_a_rejected_file_is_told_with_line_and_reason(seeds: Path) -> None:
    planned = plan(seeds, "ferry.txt", b"---\ndraft: true\n---\nText.\n")
    assert planned.new == ()
    assert reasons(planned)[0].startswith("ferry.txt, line 2 is not shown")


def test_a_file_that_is_too_large_is_rejected(seeds: Path) -> None:
    planned = plan(seeds, "ferry.txt", b"x" * (LIMITS.file_bytes + 1))
    assert "10,001 bytes of at most 10,000" in reasons(planned)[0]


def test_of_an_archive_the_good_files_are_planned_and_the_others_told(seeds: Path) -> None:
    data = pack(
        {"a/ferry.txt": FERRY, "b/FERRY.txt": FERRY, "bridge.txt": BRIDGE, "bad.md": b"\0\xff"}
    )
    planned = plan(seeds, "news.ZIP", data)
    assert [draft.name for draft in planned.new] == ["ferry.txt"]
    assert planned.same == ("bridge.txt",)
    assert [problem.name for problem in planned.rejected] == ["FERRY.txt", "bad.md"]


@pytest.mark.parametrize("kind", ["folder", "link", "link to nothing"])
def test_what_is_no_plain_file_is_never_replaced(seeds: Path, kind: str) -> None:
    if kind == "folder":
        (seeds / "ferry.txt").mkdir()
    else:
        target = "../outside.txt" if kind == "link" else "nothing.txt"
        (seeds / "ferry.txt").symlink_to(target)
    assert "the name of a folder or a link" in reasons(plan(seeds, "ferry.txt", FERRY))[0]


@pytest.mark.parametrize("name", ["photo.png", "ferry", "", "ferry.txt.exe"])
def test_an_upload_that_is_no_seed_by_its_name_is_refused(seeds: Path, name: str) -> None:
    with pytest.raises(SeedBankError, match="cannot be uploaded"):
        plan(seeds, name, FERRY)


def test_an_upload_that_is_too_large_is_refused(seeds: Path) -> None:
    with pytest.raises(SeedBankError, match="of at most 100,000"):
        plan(seeds, "ferry.zip", b"x" * (LIMITS.upload_bytes + 1))


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(SeedBankError, match="No such file"):
        plan(tmp_path / "missing", "ferry.txt", FERRY)


def test_both_are_kept_under_free_names(seeds: Path) -> None:
    (seeds / "Bridge-2.txt").write_bytes(BRIDGE)
    planned = plan(seeds, "n.zip", pack({"bridge.txt": FERRY, "bridge-3.txt": FERRY}))
    names = [draft.name for draft in keep_both(seeds, planned)]
    assert names == ["bridge-3.txt", "bridge-4.txt"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(st.characters(), max_size=40), st.sampled_from([".txt", ".md", ".zip", ""]), st.data()
)
def test_any_upload_is_planned_or_refused_and_nothing_is_written(
    seeds: Path, stem: str, suffix: str, data: st.DataObject
) -> None:
    payload = data.draw(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
    if suffix == ".zip" and data.draw(st.booleans()):
        path = data.draw(st.text(min_size=1, max_size=30).map(lambda text: f"../{text}.txt"))
        payload = pack({path: payload}, zipfile.ZIP_STORED)
    try:
        planned = plan(seeds, stem + suffix, payload)
    except SeedBankError:
        planned = Plan()
    for draft in planned.new:
        assert (seeds / draft.name).parent == seeds
    assert names_in(seeds) == ["bridge.txt"]

import re
from pathlib import Path

import pytest

from tools.scenes import PICTURES, Picture
from tools.screenshots import main, staged

ROOT = Path(__file__).parents[2]


def test_the_script_makes_every_picture_of_the_readme_and_no_other() -> None:
    shown = set(re.findall(r"docs/([\w-]+\.png)", (ROOT / "README.md").read_text("utf-8")))
    assert shown == {picture.name for picture in PICTURES}
    assert shown == {file.name for file in (ROOT / "docs").glob("*.png")}


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
async def test_what_a_picture_shows_can_still_be_done(picture: Picture) -> None:
    async with staged(picture) as world:
        assert world.env.errors == []


def test_a_picture_that_is_unknown_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sunset.png"]) == 2
    assert "sunset.png" in capsys.readouterr().err

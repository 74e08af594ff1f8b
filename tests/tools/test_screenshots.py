import re

import pytest

from tools.scenes import PICTURES, Picture
from tools.screenshots import FOLDER, main, shown, staged
from tools.shown_text import get_text
from tools.transcripts import documents


def test_the_script_makes_every_picture_of_the_documents_and_no_other() -> None:
    texts = (document.read_text("utf-8") for document in documents())
    named = set(re.findall(r"([\w-]+\.png)", "".join(texts)))
    assert named == {picture.name for picture in PICTURES}
    assert named == {file.name for file in FOLDER.glob("*.png")}


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
async def test_a_picture_shows_what_the_bot_sends_now(picture: Picture) -> None:
    async with staged(picture) as world:
        assert world.env.errors == []
        assert get_text((FOLDER / picture.name).read_bytes()) == shown(picture, world)


def test_a_picture_that_is_unknown_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sunset.png"]) == 2
    assert "sunset.png" in capsys.readouterr().err

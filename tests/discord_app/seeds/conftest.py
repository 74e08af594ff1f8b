"""An admin beside the others, and what they see of `/seeds`."""

import io
import zipfile
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import pytest
from simcord import InteractionResult, MemberActor

from tests.discord_app.admins import AdminDesk, only_told
from tests.discord_app.conftest import World

BIRDS = b"A flock of starlings settled on the tower.\n"
CROWS = b"A flock of crows settled on the tower.\n"

Upload = tuple[str, bytes]


class Desk(AdminDesk):
    """A world in which admins change the seeds."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.seeds: Path = world.folder / "seeds"

    async def start(self, **limits: int) -> None:
        await self.configure(seeds={"folder": self.seeds, **limits})

    async def add(self, file: Upload | None = None) -> InteractionResult:
        options = {} if file is None else {"file": file}
        return await self.admin.slash(self.world.channel, "seeds add", **options)

    async def seeds_command(self, name: str, **options: object) -> InteractionResult:
        return await self.admin.slash(self.world.channel, f"seeds {name}", **options)

    async def fill_in(
        self, form: InteractionResult, actor: MemberActor | None = None, **values: str
    ) -> InteractionResult:
        """Send a form off, with values by the first word of each label, in lower case."""
        fields = {label.split()[0].strip(",").lower(): key for label, key in field_ids(form)}
        filled = {fields[name]: value for name, value in values.items()}
        return await (actor or self.admin).submit_modal(form, filled)

    def files(self) -> list[str]:
        """Name the files of the seeds folder that are not in the trash."""
        names = (path.relative_to(self.seeds).as_posix() for path in self.seeds.rglob("*.*"))
        return sorted(name for name in names if not name.startswith(".trash"))

    def loaded(self) -> list[str]:
        return [article.name for article in self.world.live.corpus.articles]


def pack(files: Mapping[str, bytes]) -> Upload:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return "articles.zip", buffer.getvalue()


def field_ids(form: InteractionResult) -> list[tuple[str, str]]:
    assert form.modal is not None
    labelled = form.modal["components"]
    return [(one["label"], one["component"]["custom_id"]) for one in labelled]


@pytest.fixture
async def desk(world: World) -> AsyncIterator[Desk]:
    """A desk where an admin is at work; no command may fail but with a reason for people."""
    desk = Desk(world)
    await desk.start()
    yield desk
    assert only_told(desk.env.errors)

"""An admin beside the others, and what they see of `/seeds`."""

import io
import zipfile
from collections.abc import AsyncIterator, Iterable, Mapping
from pathlib import Path
from typing import Any

import discord
import pytest
from simcord import ChannelHandle, InteractionResult, MemberActor, RoleHandle, UserHandle
from simcord.actors import _component_interaction
from simcord.results import ResponseMessage

from bot.errors import VerbatimError
from tests.discord_app.conftest import World

BIRDS = b"A flock of starlings settled on the tower.\n"
CROWS = b"A flock of crows settled on the tower.\n"

Upload = tuple[str, bytes]


class Desk:
    """A world in which members with a role are admins, and one has it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.env = world.env
        self.seeds: Path = world.folder / "seeds"
        everything = discord.Permissions(manage_guild=True)
        self.role = world.guild.create_role("librarians", permissions=everything)
        self.admin: MemberActor = self.add_admin("ann")

    async def start(self, **limits: int) -> None:
        seeds = {"folder": self.seeds, **limits}
        await self.world.configure({"admins": {"roles": [self.role.id]}}, seeds=seeds)

    def add_admin(self, name: str) -> MemberActor:
        return self.world.guild.add_member(self.env.create_user(name), roles=[self.role])

    def dismiss(self, admin: MemberActor) -> None:
        """Take the role away, as an admin of the server may at any moment."""
        self.env.backend.remove_member_role(self.world.guild.id, admin.id, self.role.id)

    async def open_to_all(self) -> None:
        """Let everybody use the commands, as an admin of the server may."""
        for command in await self.world.bot.tree.fetch_commands():
            everybody = self.world.guild.default_role
            permissions: dict[RoleHandle | ChannelHandle | UserHandle | MemberActor, bool] = {
                everybody: True
            }
            self.world.guild.set_command_permissions(command, permissions)

    async def add(self, file: Upload | None = None) -> InteractionResult:
        options = {} if file is None else {"file": file}
        return await self.admin.slash(self.world.channel, "seeds add", **options)

    async def seeds_command(self, name: str, **options: object) -> InteractionResult:
        return await self.admin.slash(self.world.channel, f"seeds {name}", **options)

    async def press(self, result: InteractionResult, label: str) -> InteractionResult:
        assert result.response is not None
        return await self.admin.click(result.response, label=label)

    async def forge_press(
        self, actor: MemberActor, result: InteractionResult, label: str
    ) -> InteractionResult:
        """Press a button of a message that one cannot see, as a modified client can."""
        assert result.response is not None
        stored = self.env.backend.get_message(self.world.channel.id, result.response.id)
        (custom_id,) = [one["custom_id"] for one in buttons(result) if one["label"] == label]
        data = {"custom_id": custom_id, "component_type": 2}
        forged: InteractionResult = await _component_interaction(actor, stored, data)
        return forged

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


def buttons(result: InteractionResult) -> list[dict[str, Any]]:
    assert result.response is not None
    rows = result.response.components
    return [button for row in rows for button in row.get("components", [])]


def labels(result: InteractionResult) -> list[str]:
    return [button["label"] for button in buttons(result)]


def field_ids(form: InteractionResult) -> list[tuple[str, str]]:
    assert form.modal is not None
    labelled = form.modal["components"]
    return [(one["label"], one["component"]["custom_id"]) for one in labelled]


def shown(message: ResponseMessage) -> str:
    parts = [message.content]
    for embed in message.embeds:
        parts += [embed.title or "", embed.description or "", embed.footer.text or ""]
    return "\n".join(part for part in parts if part)


def text_of(result: InteractionResult) -> str:
    """Return all that somebody sees of the answer to what they did, who alone may see it."""
    messages = [*([result.response] if result.response else []), *result.followups]
    assert all(message.ephemeral for message in messages)
    assert all(message.message.mentions == [] for message in messages)
    return "\n".join(map(shown, messages))


def is_refused(result: InteractionResult) -> bool:
    return "Only those who run this bot may change its articles" in text_of(result)


def only_told(errors: Iterable[BaseException]) -> bool:
    """Whether errors were such as people are told of, rather than defects."""
    causes = (getattr(error, "original", error) for error in errors)
    return all(isinstance(cause, VerbatimError) for cause in causes)


@pytest.fixture
async def desk(world: World) -> AsyncIterator[Desk]:
    """A desk where an admin is at work; no command may fail but with a reason for people."""
    desk = Desk(world)
    await desk.start()
    yield desk
    assert only_told(desk.env.errors)

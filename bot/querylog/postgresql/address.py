"""The address of a PostgreSQL server, and the password for it."""

from dataclasses import dataclass, field
from types import MappingProxyType
from urllib.parse import urlsplit

from psycopg import conninfo

_DEFAULTS = MappingProxyType(
    {
        "application_name": "verbatim",
        # Seconds for each host, and milliseconds, until one that does not answer is given up.
        "connect_timeout": "5",
        "keepalives_idle": "10",
        "keepalives_interval": "5",
        "keepalives_count": "3",
        "tcp_user_timeout": "20000",
        # Of several hosts, the one that can be written.
        "target_session_attrs": "read-write",
    }
)


@dataclass(frozen=True, slots=True)
class Address:
    """A server, or several of which one can be written, by a URL without a password.

    Without `password`, libpq looks for one in the file that `PGPASSFILE` or the URL's `passfile`
    names, or in `~/.pgpass`.
    """

    url: str
    password: str | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        """The name of the server and the database in messages."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}{parts.path}"

    @property
    def conninfo(self) -> str:
        """The connection string for libpq. It contains the password: never show it."""
        given = conninfo.conninfo_to_dict(self.url)
        secret = {} if self.password is None else {"password": self.password}
        return conninfo.make_conninfo("", **{**_DEFAULTS, **given, **secret})

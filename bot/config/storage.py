"""The address of a PostgreSQL server in the configuration, which must not hold a password."""

import re
from urllib.parse import parse_qs, urlsplit

SCHEMES = ("postgresql", "postgres")
VARIABLE = "PGPASSWORD"
"""The environment variable that holds the password; libpq's own."""

SECRET_IN_URL = re.compile(r'//.*@|password=[^&\s"]*')
"""The part of a URL where a password can be."""


def checked_url(value: str) -> str:
    """Return a URL that names a server and holds no password. Raises ValueError."""
    parts = urlsplit(value)
    if parts.scheme not in SCHEMES or not (parts.netloc or "host=" in parts.query):
        raise ValueError("it names no server: write postgresql://user@host/database")
    # A password may hold any character, so that no part of the URL is where it seems to be.
    user_info = value.partition("//")[2].rpartition("@")[0]
    if ":" in user_info or "password" in parse_qs(parts.query):
        raise ValueError(f"it holds a password, which others may see: set {VARIABLE} instead")
    return value

"""What a secret looks like, so that one in the wrong place is not shown."""

import re

TOKEN_LIKE = re.compile(r"[\w-]{18,}\.[\w-]{5,}\.[\w-]{20,}")
"""The form of a Discord bot's token: three parts with dots between."""

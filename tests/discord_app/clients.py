"""What interactions say of the client and the guild that they come from."""

import pytest
from simcord import interactions


def change_interactions(monkeypatch: pytest.MonkeyPatch, **changes: str) -> None:
    """Let interactions come with other values, such as `locale` or `guild_locale`."""
    # simcord 3.2.1 says en-US in all of them.
    original = interactions.base_payload

    def changed(*args: object, **values: object) -> tuple[object, dict[str, object]]:
        record, payload = original(*args, **values)  # type: ignore[arg-type]
        return record, payload | changes

    monkeypatch.setattr(interactions, "base_payload", changed)

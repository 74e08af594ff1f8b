"""Checks discord.shard_ids against discord.shard_count."""

from collections import Counter
from collections.abc import Sequence

MOST_SHARDS = 65_536
"""Far more than Discord's largest applications have."""


def fault_of_shards(shard_ids: Sequence[int], shard_count: int | None) -> str | None:
    """Say how `discord.shard_ids` and `discord.shard_count` contradict each other, or None."""
    if not shard_ids:
        return None
    if shard_count is None:
        return (
            "discord.shard_ids also needs discord.shard_count, the total number of shards of all"
            " processes"
        )
    highest = max(shard_ids)
    if highest >= shard_count:
        return (
            f"discord.shard_ids has {highest}, but with discord.shard_count {shard_count} they are"
            f" numbered from 0 to {shard_count - 1}"
        )
    ((first, times),) = Counter(shard_ids).most_common(1)
    return f"discord.shard_ids has {first} more than once" if times > 1 else None

"""Whether the shards that one process is to run fit the number of all."""

from collections import Counter
from collections.abc import Sequence

MOST_SHARDS = 65_536
"""More than Discord's largest applications have by far."""


def fault_of_shards(shard_ids: Sequence[int], shard_count: int | None) -> str | None:
    """Say what is wrong with `discord.shard_ids` beside `discord.shard_count`; None for nothing."""
    if not shard_ids:
        return None
    if shard_count is None:
        return (
            "discord.shard_ids needs discord.shard_count beside it, the number of shards that all"
            " processes have together"
        )
    highest = max(shard_ids)
    if highest >= shard_count:
        return (
            f"discord.shard_ids has {highest}, but with discord.shard_count {shard_count} they are"
            f" numbered from 0 to {shard_count - 1}"
        )
    ((first, times),) = Counter(shard_ids).most_common(1)
    return f"discord.shard_ids has {first} more than once" if times > 1 else None

"""Who a text names as the source of what it says, told by rules of its own."""

from bot.articles.attribution.finding import find_sources
from bot.articles.model import Source

__all__ = ["Source", "find_sources"]

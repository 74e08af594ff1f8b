"""The bot under questions: the real client in a process of its own, with a Discord on loopback."""

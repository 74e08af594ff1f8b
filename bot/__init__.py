"""Verbatim: a Discord bot that answers in the articles' own sentences, word for word."""

__version__ = "0.1.0"

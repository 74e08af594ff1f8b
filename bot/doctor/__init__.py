"""Checks everything the bot needs before it runs, and explains how to fix what is missing."""

"""Decided candidates → an Answer: follow-ups, gists, attribution, verification, corrections."""

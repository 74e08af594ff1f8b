"""Adds, removes and restores seed files."""

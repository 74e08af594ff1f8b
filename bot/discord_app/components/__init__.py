"""Buttons and panels, which check permissions and limits at every press."""

"""Markdown as people's tools write it → headings and pieces of a page."""

"""Compares answers with an admin's expectations. Knows no front end."""

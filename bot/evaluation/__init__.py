"""Compares the answers with what an admin expects. Knows no front end."""

"""Holding the answers to what an admin expects of them. Knows no front end."""

"""The one way to ask, for every front end."""

"""`/settings`: the settings of a server."""

"""Adding, removing and restoring seed files."""

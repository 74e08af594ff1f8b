"""Infrastructure that any package may use."""

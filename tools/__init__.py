"""What makes parts of this repository again; not installed."""

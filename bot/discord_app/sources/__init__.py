"""The loaded articles and their related stories."""

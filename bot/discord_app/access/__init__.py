"""Access rules: channels, admins and rate limits."""

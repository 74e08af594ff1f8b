"""Who may use what, where and how often."""

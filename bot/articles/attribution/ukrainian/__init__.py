"""Ukrainian: who reports, found by patterns and word lists that a linguist can edit."""

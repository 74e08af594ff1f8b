"""Ukrainian: who reports, told by patterns and word lists that a linguist can edit."""

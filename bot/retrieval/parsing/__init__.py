"""What a message asks: its clauses, the kind of each, and the answer type."""

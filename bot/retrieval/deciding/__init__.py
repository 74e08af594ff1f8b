"""How sure each candidate is, what decided that, and which of its words answer."""

"""How fast Verbatim is, and what it needs, from a thousand passages to a million."""

"""Answers from an index on servers: an archive that is larger than memory."""

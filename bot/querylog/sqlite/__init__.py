"""The query log in an SQLite file: what Verbatim uses unless a server is configured."""

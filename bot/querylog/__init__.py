"""The query log: the SQLite file that keeps every question and what was answered."""

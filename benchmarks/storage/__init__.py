"""What keeping the query log costs on each database."""

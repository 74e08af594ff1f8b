"""Finding the passages that answer a question, and judging whether they do. Knows no front end."""

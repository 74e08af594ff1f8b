"""Reading articles: seed files in, articles and their passages out. Knows nothing of retrieval."""

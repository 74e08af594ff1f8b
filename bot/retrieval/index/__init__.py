"""The inverted index: terms, postings, BM25."""

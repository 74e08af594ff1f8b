"""The life of the corpus: load, cache, reload, watch, tell other processes."""

"""The files that keep the articles and their index from one start to the next."""

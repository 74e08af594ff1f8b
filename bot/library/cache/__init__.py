"""The cache of the articles and their index, from one start to the next."""

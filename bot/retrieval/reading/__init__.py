"""Readers: models that read a question with a sentence and say how well it answers."""

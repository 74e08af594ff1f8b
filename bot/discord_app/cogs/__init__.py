"""The commands, a file for each group of them; thin, as the work is done elsewhere."""

"""What was read and indexed, kept in a file from one start to the next."""

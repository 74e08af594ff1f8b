"""`/insight`: how much was asked and answered, and what is still missing."""

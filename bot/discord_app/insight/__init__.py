"""`/insight`: how many questions were asked and answered, and which were not."""

"""`/insight`: what was asked, how much of it was answered, and what is still to be written."""

"""Looks at all that the bot needs before it runs, and says how to mend what is not as needed."""

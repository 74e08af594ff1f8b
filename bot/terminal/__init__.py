"""The terminal's front end: answers as text and as JSON, and `chat`."""

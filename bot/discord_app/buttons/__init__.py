"""The buttons below answers and in what they open; they work as long as their message."""

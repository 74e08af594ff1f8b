"""The systems that find the ten best passages for a question's terms, behind one protocol."""

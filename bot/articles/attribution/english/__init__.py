"""English: who reports, told by rules over tokens, and whom a pronoun can stand for."""

"""English: who reports, found by rules over tokens, and whom a pronoun can stand for."""

"""Text → terms: normalising, stemming, grams."""

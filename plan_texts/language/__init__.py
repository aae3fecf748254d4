"""The words of plans: accents, figures, tokens, and the lexicon of concepts."""

"""JSON: the same nouns and verbs for programs."""

"""Formulas over a card's fields: read into a tree by a parser of our own, typed, worked out on reading."""

"""Fields: what else the cards of a space say, each of a kind, and what is worked out of them."""
